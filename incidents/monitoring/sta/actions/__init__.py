"""The doors of the SensorThings interface."""
