"""The people's pages of warnings and responses."""
