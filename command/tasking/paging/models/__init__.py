"""The tables of paging, one concept a file."""

from command.tasking.paging.models.device import Device, DeviceSecret
from command.tasking.paging.models.page import Channel, Outcome, Page, PageAttempt, PageState
from command.tasking.paging.models.rule import EscalationRung, Step

__all__ = [
    "Channel",
    "Device",
    "DeviceSecret",
    "EscalationRung",
    "Outcome",
    "Page",
    "PageAttempt",
    "PageState",
    "Step",
]
