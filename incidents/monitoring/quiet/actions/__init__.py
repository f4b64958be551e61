"""The doors of the areas that have fallen quiet."""
