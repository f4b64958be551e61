"""The doors of the rules that raise alarms."""

from incidents.monitoring.detection.actions.clock import judge_by_clock
from incidents.monitoring.detection.actions.judge import Aim
from incidents.monitoring.detection.actions.ship import ship_rules
from incidents.monitoring.detection.actions.write import revise_rule, switch_rule, write_rule

__all__ = [
    "Aim",
    "judge_by_clock",
    "revise_rule",
    "ship_rules",
    "switch_rule",
    "write_rule",
]
