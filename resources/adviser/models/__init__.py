"""The tables of adviser."""
