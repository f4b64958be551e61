"""The only code of the SensorThings interface that reads."""
