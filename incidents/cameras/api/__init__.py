"""The interface of cameras, for machines."""
