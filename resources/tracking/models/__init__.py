"""The tables of tracking."""
