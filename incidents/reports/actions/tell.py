"""Recording what happened to a report; a part of the doors, never one itself."""

from datetime import datetime
from typing import Any

from command.core import journal
from command.core.models import Person
from incidents.reports.events import AboutReport
from incidents.reports.models import Report, ReportState
from incidents.reports.selectors.reports import changed


def named(report: Report) -> dict[str, Any]:
    """Return the fields that every fact about a report has."""
    return {
        "incident_id": str(report.incident_id),
        "report_id": str(report.id),
        "report_kind": report.kind,
        "ordinal": report.ordinal,
        "sender": report.sender_id,
    }


def tell(
    fact: type[AboutReport], state: ReportState, actor: Person | None, at: datetime, **more: Any
) -> None:
    """Record a fact in the incident's room, with the new view of the report."""
    report = state.report
    made: Any = fact(**named(report), **more)
    journal.append(
        made,
        room=report.incident.room_id,
        actor=actor,
        changed=changed(state),
        occurred_at=at,
    )
