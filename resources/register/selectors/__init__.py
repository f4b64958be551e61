"""Reading of register."""
