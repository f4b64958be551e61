"""People's pages of cameras."""
