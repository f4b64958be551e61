"""The tables of scene."""
