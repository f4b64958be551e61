"""Positions in, tracks kept, zones entered and left."""
