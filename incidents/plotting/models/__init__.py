"""The tables of plotting."""
