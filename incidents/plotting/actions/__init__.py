"""The doors of plotting: the only code that writes."""
