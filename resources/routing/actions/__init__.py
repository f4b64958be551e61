"""The doors of routing."""
