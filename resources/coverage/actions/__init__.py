"""The doors of coverage."""
