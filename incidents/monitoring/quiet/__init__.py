"""The areas that have fallen quiet."""
