"""The API base: one envelope, one way to read a request."""
