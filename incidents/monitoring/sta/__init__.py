"""The SensorThings interface."""
