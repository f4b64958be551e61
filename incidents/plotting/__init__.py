"""Room of drawn features."""
