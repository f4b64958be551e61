"""Reading of importing."""
