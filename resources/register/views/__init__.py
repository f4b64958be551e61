"""People's pages of the register."""
