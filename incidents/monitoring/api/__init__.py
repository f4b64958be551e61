"""The monitoring API."""
