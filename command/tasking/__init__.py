"""Tasking."""
