"""The doors of messaging: the only code that writes."""
