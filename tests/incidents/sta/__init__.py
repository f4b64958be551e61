"""Tests of the SensorThings interface."""
