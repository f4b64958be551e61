"""The tables of activation."""
