"""The people's entrance of exercises."""
