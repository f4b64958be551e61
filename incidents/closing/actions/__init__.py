"""The doors of closing: the only code that writes."""
