"""The tables of warnings."""
