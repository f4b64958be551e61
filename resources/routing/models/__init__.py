"""The tables of routing."""
