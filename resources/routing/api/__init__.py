"""The API of routing."""
