"""The doors of cameras."""
