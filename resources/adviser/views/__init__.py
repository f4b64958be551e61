"""The people's pages of the adviser."""
