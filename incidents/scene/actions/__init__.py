"""The doors of scene."""
