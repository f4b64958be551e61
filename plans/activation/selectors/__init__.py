"""The only code that reads plans at work."""
