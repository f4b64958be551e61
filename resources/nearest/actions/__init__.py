"""The doors of nearest."""
