"""The API of importing."""
