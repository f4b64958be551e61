"""What warnings lets people read."""
