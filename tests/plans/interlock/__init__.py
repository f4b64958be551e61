"""Tests of the interlock."""
