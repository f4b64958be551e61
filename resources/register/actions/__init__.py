"""The doors of register."""
