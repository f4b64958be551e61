"""The doors of reports: the only code that writes."""
