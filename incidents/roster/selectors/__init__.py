"""What roster lets people read."""
