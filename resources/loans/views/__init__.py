"""People's pages of loans."""
