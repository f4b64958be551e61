"""Pages of the intake, and the entrance of devices."""
