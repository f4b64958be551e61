"""People's pages of the imagery wall."""
