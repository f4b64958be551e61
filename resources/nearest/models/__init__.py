"""The tables of nearest."""
