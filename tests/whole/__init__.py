"""Whole things: the scenario played, the demo searched, the catalogue drawn."""
