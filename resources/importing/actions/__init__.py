"""The doors of importing."""
