"""The tables of cameras."""
