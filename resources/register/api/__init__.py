"""The API of register."""
