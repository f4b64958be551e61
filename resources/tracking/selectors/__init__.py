"""Reading of tracking."""
