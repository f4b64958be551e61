"""The doors of roster: the only code that writes."""
