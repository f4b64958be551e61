"""The rules that raise alarms."""
