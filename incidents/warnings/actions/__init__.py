"""The doors of warnings: the only code that writes."""
