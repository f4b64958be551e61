"""The first words of a report, taken from what is known; each with where it was taken from."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from command.core import regions
from command.core.events import sentence
from command.core.models import Duty, Entry
from command.core.policies import COMMANDING
from command.core.times import running
from incidents import words as incident_words
from incidents.lifecycle import Status
from incidents.models import Incident, ResponseState
from incidents.reports import words
from incidents.reports.lifecycle import Kind

Filled = dict[str, dict[str, Any]]
MEASURES = (
    "response.activated", "response.adjusted", "response.ended", "command.accepted",
    "incident.moved", "incident.shared", "task.issued", "task.completed", "plan.activated",
    "deployment.moved", "warning.issued", "warning.updated", "operation.opened",
    "decision.recorded", "notification.sent",
)  # fmt: skip
COURSE = ("incident.reported", "note.written", "incident.graded", "alarm.raised")
ORDERS = frozenset({"order", "notification", "warning"})
OVER = frozenset({"returned", "cancelled"})  # deployments that serve no more
MOST_LINES = 12


def prefill(incident: Incident, kind: str, since: datetime | None = None) -> Filled:
    """Return the fields of a new report. ``since`` is when the last one was sent.

    A follow-up tells only what has happened since; it does not retell the beginning.
    """
    entries = _entries(incident, since)
    filled = {
        **_standing(incident),
        "grade": _grade(incident),
        "narrative": _narrative(incident, entries, since),
        "actions_taken": _actions(incident, entries),
        "forces": _forces(entries),
        "trend": _trend(incident, entries),
        "next_steps": _measures(incident),
        "support_needed": _support(entries),
        "leaders_on_scene": _leaders(incident),
        "cause": _said(_("Under investigation."), "default"),
        "scene_contact": _leaders(incident),
        "source": _said(incident.source, "incident"),
    }
    if kind == Kind.ZERO:
        filled["narrative"] = _said(_("Nothing to add since the last report."), "default")
    return {code: given for code, given in filled.items() if given["value"]}


def checklist(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Return the measures that the journal tells of: reference and sentence, oldest first."""
    return [(_ref(entry), _line(entry)) for entry in entries if _is_measure(entry)]


def measures_of(incident: Incident) -> list[tuple[str, str]]:
    """Return every measure that may be ticked into a report. One query."""
    return checklist(_entries(incident, None))


def phone_text(incident: Incident, figures: Iterable[str]) -> str:
    """Return what is said on the phone: when, where, what, how grave, how many."""
    counted = _("; ").join(figures)
    said = _("%(at)s, %(where)s: %(what)s. Preliminary grade: %(grade)s.") % {
        "at": words.clock(incident.occurred_at),
        "where": where(incident),
        "what": incident.title,
        "grade": incident_words.grade(incident.state.grade),
    }
    return f"{said} {counted}".strip()


def where(incident: Incident) -> str:
    """Return the place in words: region, place, and the point."""
    named = regions.name(incident.region_id)
    city = regions.city_of(incident.region_id)
    parts = [regions.name(city), named] if city != incident.region_id else [named]
    text = "".join(parts) if words.is_chinese() else ", ".join(reversed(parts))
    return (
        f"{text}{'' if words.is_chinese() else ', '}{incident.place}"
        if incident.place
        else text
    )


def _standing(incident: Incident) -> Filled:
    point = incident.point
    located = where(incident)
    if point is not None:
        located = f"{located} ({point.y:.4f}, {point.x:.4f})"
    return {
        "received_at": _said(words.clock(incident.reported_at), "incident"),
        "occurred_at": _said(words.clock(incident.occurred_at), "incident"),
        "location": _said(located, "incident"),
        "nature": _said(f"{incident.event_type.name} · {incident.title}", "incident"),
        "affected_area": _said(where(incident), "incident"),
    }


def _grade(incident: Incident) -> dict[str, Any]:
    rows = ResponseState.objects.filter(incident=incident, level__isnull=False)
    lines = [_("Preliminary grade: %s") % incident_words.grade(incident.state.grade)]
    lines += [
        _("%(who)s: level %(level)s response")
        % {"who": regions.name(row.jurisdiction_id), "level": incident_words.level(row.level)}
        for row in rows
    ]
    return {"value": "\n".join(lines), "sources": ["incident", "response"]}


def _narrative(
    incident: Incident, entries: list[Entry], since: datetime | None
) -> dict[str, Any]:
    told = [e for e in entries if e.kind in COURSE and not _is_order(e)]
    if since is not None:
        return _of([(_ref(e), _line(e)) for e in told][-MOST_LINES:])
    first = _("%(at)s, %(what)s at %(where)s.") % {
        "at": words.clock(incident.occurred_at),
        "what": incident.title,
        "where": where(incident),
    }
    lines = [(_ref(e), _line(e)) for e in told if e.kind in {"note.written", "alarm.raised"}][
        -MOST_LINES:
    ]
    return _of([("incident", first), *lines])


def _actions(incident: Incident, entries: list[Entry]) -> dict[str, Any]:
    """Return the measures; before any was taken, that the call was taken in."""
    told = checklist(entries)[-MOST_LINES:]
    first = [_ref(e) for e in entries if e.kind == "incident.reported"]
    if told or not first:
        return _of(told)
    received = _("%(at)s Call received and registered as %(number)s.") % {
        "at": words.clock(incident.reported_at),
        "number": incident.number,
    }
    return {"value": received, "sources": first[:1]}


def _forces(entries: list[Entry]) -> dict[str, Any]:
    """Return the forces under way or on the spot: the last word of each."""
    last = {e.payload["deployment_id"]: e for e in entries if e.kind == "deployment.moved"}
    there = [e for e in last.values() if e.payload["status"] not in OVER]
    return _of([(_ref(e), _line(e)) for e in there][-MOST_LINES:])


def _trend(incident: Incident, entries: list[Entry]) -> dict[str, Any]:
    alarms = [(_ref(e), _line(e)) for e in entries if e.kind.startswith("alarm.")]
    if alarms:
        return _of(alarms[-3:])
    status = Status(incident.state.status).label
    return _said(_("No monitoring alarm is tied to it; status: %s.") % status, "incident")


def _measures(incident: Incident) -> dict[str, Any]:
    rows = ResponseState.objects.filter(incident=incident, level__isnull=False)
    lines = dict.fromkeys(row.measures for row in rows if row.measures)
    if lines:
        return _said("\n".join(lines), "response")
    return _said(_("Continue the first response and verify the situation."), "default")


def _support(entries: list[Entry]) -> dict[str, Any]:
    asked = [(_ref(e), _line(e)) for e in entries if e.kind == "request.made"]
    return _of(asked[-MOST_LINES:]) if asked else _said(_("None at present."), "journal")


def _leaders(incident: Incident) -> dict[str, Any]:
    places = {incident.region_id, regions.city_of(incident.region_id)}
    rows = Duty.objects.filter(running(), region__in=places, post__in=COMMANDING)
    people = [
        f"{row.person.name} ({row.get_post_display()})"
        for row in rows.filter(person__is_active=True)
        .select_related("person")
        .order_by("-region_id", "post")[:4]
    ]
    return _said(_(", ").join(people), "roster")


def _entries(incident: Incident, since: datetime | None) -> list[Entry]:
    rows = Entry.objects.filter(room=incident.room_id).select_related("actor")
    rows = rows.filter(kind__in=[*MEASURES, *COURSE, "request.made"])
    if since is not None:
        rows = rows.filter(occurred_at__gt=since)
    return list(rows.order_by("occurred_at", "seq"))[-200:]


def _is_measure(entry: Entry) -> bool:
    return entry.kind in MEASURES or _is_order(entry)


def _is_order(entry: Entry) -> bool:
    return entry.kind == "note.written" and entry.payload.get("category") in ORDERS


def _line(entry: Entry) -> str:
    if entry.kind == "note.written":
        told = str(entry.payload["text"])
    else:
        told = sentence(entry.kind, entry.payload, entry.actor.name if entry.actor else "")
    return f"{words.clock(entry.occurred_at)} {told}"


def _ref(entry: Entry) -> str:
    return f"journal.{entry.seq}"


def _of(lines: list[tuple[str, str]]) -> dict[str, Any]:
    return {"value": "\n".join(line for _r, line in lines), "sources": [r for r, _l in lines]}


def _said(text: str, source: str) -> dict[str, Any]:
    return {"value": text, "sources": [source]}
