"""The doors of the rules that raise alarms."""

from incidents.monitoring.detection.actions.clock import judge_by_clock
from incidents.monitoring.detection.actions.ship import ship_rules

__all__ = ["judge_by_clock", "ship_rules"]
