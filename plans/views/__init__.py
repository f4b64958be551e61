"""People's pages of the library of plans."""
