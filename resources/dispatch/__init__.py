"""The people's pages of forces and dispatch; owns no tables."""
