"""What changed: against the report sent before, and between the versions of one."""

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

import orjson

from incidents.reports.models import Published, ReportChange, ReportState
from incidents.reports.selectors.content import FIGURE, FieldView

EQUAL, GONE, NEW = "equal", "gone", "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: as before, gone, or new."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """One edit of a draft: who changed which fields, and when."""

    step: int
    kind: str
    by: str
    at: datetime
    fields: list[str]


def pieces(before: str, after: str) -> list[Piece]:
    """Return how one text became another, sign by sign."""
    found: list[Piece] = []
    match = SequenceMatcher(None, before, after, autojunk=False)
    for how, a, b, c, d in match.get_opcodes():
        if how == "equal":
            found.append(Piece(EQUAL, after[c:d]))
            continue
        if b > a:
            found.append(Piece(GONE, before[a:b]))
        if d > c:
            found.append(Piece(NEW, after[c:d]))
    return found


def last_published(state: ReportState) -> dict[str, Any] | None:
    """Return what the same sender published of the incident before. One query."""
    report = state.report
    rows = Published.objects.filter(
        report__incident=report.incident_id, report__sender=report.sender_id
    ).exclude(report=report.pk)
    if state.sent_at:
        rows = rows.filter(report__state__sent_at__lt=state.sent_at)
    last = rows.order_by("-seq").first()
    return dict(orjson.loads(last.content)) if last else None


def changed_codes(state: ReportState, views: list[FieldView]) -> set[str]:
    """Return the fields that say something else than the report before; none without one."""
    before = last_published(state)
    if before is None:
        return set()
    said = {field["code"]: field["value"] for field in before["fields"]}
    return {v.code for v in views if v.code in said and said[v.code] != v.value}


def figures_changed(state: ReportState, views: list[FieldView]) -> dict[str, float | None]:
    """Return, of the figures that are not as the report before said, what it said."""
    before = last_published(state)
    if before is None:
        return {}
    said = {key: kept["value"] for key, kept in (before["figures"] or {}).items()}
    lines = [line for view in views for line in view.figures]
    return {line.key: said.get(line.key) for line in lines if said.get(line.key) != line.value}


def compared(
    state: ReportState, views: list[FieldView], against: str
) -> list[tuple[FieldView, list[Piece]]]:
    """Return each field with how it came from another version.

    ``against`` is ``sent`` (the report before), or the number of a step of this one.
    """
    if against.isdigit():
        before = at_step(state, int(against))
    else:
        published = last_published(state) or {"fields": []}
        before = {field["code"]: field["value"] for field in published["fields"]}
    return [
        (view, pieces(before.get(view.code, ""), view.value))
        for view in views
        if not view.personal and before.get(view.code, "") != view.value
    ]


def at_step(state: ReportState, step: int) -> dict[str, str]:
    """Return what the fields said after a step. One query."""
    said: dict[str, str] = {}
    rows = ReportChange.objects.filter(report=state.report_id, kind="edited")
    for change in rows.order_by("step", "origin"):
        if change.step > step:
            break
        for name, kept in change.data["fields"].items():
            if not name.startswith(FIGURE) and "value" in kept:
                said[name] = kept["value"]
    return said


def versions(state: ReportState) -> list[Version]:
    """Return what was done with a report, newest first. One query."""
    rows = ReportChange.objects.filter(report=state.report_id).select_related("actor")
    return [
        Version(
            step=row.step,
            kind=row.kind,
            by=row.actor.name if row.actor else "",
            at=row.occurred_at,
            fields=sorted(row.data.get("fields", {})),
        )
        for row in rows.order_by("-step", "origin")
    ]
