"""What the ground floor does by the clock."""
