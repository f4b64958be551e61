"""What closing lets people read."""
