"""The API of the areas that have fallen quiet."""
