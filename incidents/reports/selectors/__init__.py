"""What reports lets people read."""
