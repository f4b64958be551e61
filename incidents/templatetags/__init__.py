"""What templates ask of the incidents room."""
