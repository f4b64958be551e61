"""The people's pages of dispatch."""
