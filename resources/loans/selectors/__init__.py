"""Reading of loans."""
