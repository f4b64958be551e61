"""Tests of the library of plans."""
