"""The tables of distress."""
