"""People's pages of incidents."""
