"""The tables of loans."""
