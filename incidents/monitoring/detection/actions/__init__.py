"""The doors of the rules that raise alarms."""
