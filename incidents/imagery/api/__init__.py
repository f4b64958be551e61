"""The imagery API."""
