"""The API of nearest."""
