"""The doors of loans."""
