"""Tests of areas that have fallen quiet."""
