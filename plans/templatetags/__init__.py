"""What templates ask of plans."""
