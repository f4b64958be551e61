"""The doors of adviser."""
