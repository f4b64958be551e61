"""The doors of distress."""
