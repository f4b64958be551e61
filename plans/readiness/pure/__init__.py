"""The reckoning of readiness: NumPy only, no database and no clock."""
