"""People's pages of plans at work."""
