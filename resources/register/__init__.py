"""Facilities, vehicles, equipment, experts, people and lots: what four cities can send."""
