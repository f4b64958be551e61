"""What messaging lets people read."""
