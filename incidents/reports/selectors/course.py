"""What happened in incidents, as their reporting clocks need to know it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from command.core import regions
from incidents.lifecycle import ENDED, Status
from incidents.models import Incident, IncidentChange, Observation
from incidents.reports.lifecycle import STATE_COUNCIL, UNIT, UPWARDS
from incidents.reports.models import PhoneReport, ReportState, Sensitive
from incidents.reports.owing import GRAVE, Course, Told


def courses(incidents: Iterable[Incident]) -> dict[UUID, Course]:
    """Return the course of each incident. Five queries, and one if there are exercises."""
    rows = list(incidents)
    ids = [row.id for row in rows]
    changes = _grouped(IncidentChange.objects.filter(incident__in=ids).order_by("step"))
    told = _told(ids)
    casualties = _casualties(ids)
    marks = Sensitive.objects.filter(incident__in=ids).order_by("-occurred_at")
    sensitive = {mark.incident_id: mark.occurred_at for mark in marks}
    return {
        row.id: _course(
            row, changes[row.id], told[row.id], casualties[row.id], sensitive.get(row.id)
        )
        for row in rows
    }


def places(incident: Incident) -> dict[str, str]:
    """Return who stands at each level of the chain above an incident."""
    code = incident.region_id
    chain = {"city": regions.city_of(code), "region": regions.REGION, "state": STATE_COUNCIL}
    if code == regions.REGION:
        del chain["city"]
    if not code.endswith("00"):
        chain |= {"county": code, "unit": UNIT}
    return chain


def passed_over(incident: Incident, sender: str, addressees: list[str]) -> list[str]:
    """Return the authorities between a sender and the highest addressee that are not told.

    A report past a level goes to them as a copy, so that nobody in between hears of it last.
    """
    chain = places(incident)
    levels = [chain[level] for level in UPWARDS if level in chain]
    told = [levels.index(code) for code in addressees if code in levels]
    if not told or sender not in levels:
        return []
    between = levels[levels.index(sender) + 1 : max(told)]
    return [code for code in between if code not in addressees]


def _course(
    incident: Incident,
    changes: list[IncidentChange],
    told: list[Told],
    casualties: list[datetime],
    sensitive_at: datetime | None,
) -> Course:
    stable, ended = _standing(changes)
    grades: list[tuple[datetime, int | None]] = [
        (change.occurred_at, change.data["grade"])
        for change in changes
        if change.data.get("grade") is not None
    ]
    if not grades or grades[0][0] > incident.reported_at:
        grades.insert(0, (incident.reported_at, None))
    return Course(
        family=incident.event_type_id,
        places=places(incident),
        occurred_at=incident.occurred_at,
        reported_at=incident.reported_at,
        grades=tuple(grades),
        told=tuple(told),
        changes=tuple(casualties),
        stable_at=stable,
        ended_at=ended,
        sensitive_at=sensitive_at,
        pace=incident.exercise.speed if incident.exercise else 1.0,
    )


def _standing(changes: list[IncidentChange]) -> tuple[datetime | None, datetime | None]:
    """Return when it was contained and when it ended, if that still holds."""
    stable = ended = None
    for change in changes:
        status = change.data.get("status")
        if change.kind == "merged" or status in ENDED:
            ended = change.occurred_at
        elif status == Status.CONTAINED:
            stable = change.occurred_at
        elif status == Status.HANDLING:
            stable = None
    return stable, ended


def _grouped(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.incident_id].append(row)
    return found


def _told(ids: list[UUID]) -> dict[UUID, list[Told]]:
    found: dict[UUID, list[Told]] = defaultdict(list)
    for call in PhoneReport.objects.filter(incident__in=ids):
        found[call.incident_id].append(
            Told(call.sender_id, call.to, call.kind, "phone", call.occurred_at, f"{call.id}")
        )
    states = ReportState.objects.filter(report__incident__in=ids, sent_at__isnull=False)
    for state in states.select_related("report__incident"):
        report = state.report
        assert state.sent_at is not None
        copies = passed_over(report.incident, report.sender_id, report.addressees)
        found[report.incident_id] += [
            Told(report.sender_id, to, report.kind, "written", state.sent_at, str(report.id))
            for to in (*report.addressees, *copies)
        ]
    return found


def _casualties(ids: list[UUID]) -> dict[UUID, list[datetime]]:
    """Return when a source told another number of dead, missing or seriously injured."""
    found: dict[UUID, list[datetime]] = defaultdict(list)
    rows = Observation.objects.filter(incident__in=ids, key__in=GRAVE)
    before: dict[tuple[UUID, str, str | None], Any] = {}
    for row in rows.order_by("occurred_at", "pk"):
        key = (row.incident_id, row.key, row.region_id)
        if before.get(key, 0) != row.value:
            found[row.incident_id].append(row.occurred_at)
        before[key] = row.value
    return found
