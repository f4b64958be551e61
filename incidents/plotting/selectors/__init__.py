"""What plotting lets people read."""
