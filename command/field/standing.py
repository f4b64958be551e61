"""What stands against a late act, in the language of the reader."""

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from command.core.tongues import of_reader
from command.tasking.lifecycle import Status
from incidents.lifecycle import Status as IncidentStatus


def said(stands: dict[str, Any]) -> str:
    """Say what was found instead: the state, who made it so, when and why."""
    parts = [_state(stands), _assignee(stands), stands.get("by", ""), _time(stands.get("at"))]
    if stands.get("reason"):
        parts.append(stands["reason"])
    return " · ".join(part for part in parts if part)


def _state(stands: dict[str, Any]) -> str:
    if stands.get("task") in Status.values:
        return str(Status(stands["task"]).label)
    if stands.get("incident") in IncidentStatus.values:
        return str(IncidentStatus(stands["incident"]).label)
    if stands.get("message") == "withdrawn":
        return _("Withdrawn")
    return ""


def _assignee(stands: dict[str, Any]) -> str:
    return of_reader(str(stands.get("assignee", "")), str(stands.get("assignee_en", "")))


def _time(at: str | None) -> str:
    moment = parse_datetime(at) if at else None
    if moment is None:
        return ""
    # It stays whole at the end of a line.
    return f"{localtime(moment):%m-\u2060%d\u00a0%H:%M}"
