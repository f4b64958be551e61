"""The API of the rules that raise alarms."""
