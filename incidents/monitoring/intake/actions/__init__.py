"""The doors of the intake of monitoring: devices, brokers, counts of what was refused."""
