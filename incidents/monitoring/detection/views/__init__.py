"""The pages of the rules that raise alarms."""
