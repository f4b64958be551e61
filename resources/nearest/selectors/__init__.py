"""Reading of nearest."""
