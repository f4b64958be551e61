"""Room of warnings."""
