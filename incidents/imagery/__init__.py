"""Imagery."""
