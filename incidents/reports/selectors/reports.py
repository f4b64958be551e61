"""Reports as people may see them: drafts within the authority, what went out by the room."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import (
    COMMANDING,
    DESK,
    duties_of,
    holds,
    may_follow,
    scopes_of,
    within,
)
from incidents.models import Incident
from incidents.reports.lifecycle import GONE_OUT, STATE_COUNCIL, Status
from incidents.reports.models import PhoneReport, Report, ReportState
from incidents.reports.selectors.cards import PhoneCard, ReportCard
from incidents.selectors import visible_to

PEOPLE = ("report__actor", "reviewer", "signer", "report__incident__exercise", "submitter")
NONE = Q(pk__in=[])


def visible_reports(person: Person) -> QuerySet[ReportState]:
    """Return the reports that ``person`` may read.

    What has gone out is for everybody in the room; before that a report is its
    authority's own, and whoever stands above.
    """
    mine = NONE
    for scope in scopes_of(person):
        mine |= within(scope, "report__sender_id")
    rows = ReportState.objects.filter(report__incident__in=visible_to(person))
    rows = rows.filter(mine | Q(status__in=GONE_OUT))
    return rows.select_related(*PEOPLE).order_by("-updated_at", "-pk")


def is_inside(person: Person, report: Report) -> bool:
    """Return whether ``person`` stands in the authority that reports, or above it."""
    return any(regions.covers(scope, report.sender_id) for scope in scopes_of(person))


def seen_report(report_id: UUID, person: Person) -> ReportState:
    """Return a report that ``person`` may read. Raises ``NotThere`` otherwise."""
    found = visible_reports(person).filter(pk=report_id).first()
    if found is None:
        raise NotThere(_("No such report, or not visible to you."))
    return found


def locked_report(report_id: UUID, *, actor: Person | None) -> ReportState:
    """Return the state of a report, its row locked. Raises ``NotThere`` when hidden."""
    rows = ReportState.objects.select_for_update(of=("self",))
    state = rows.select_related(*PEOPLE).filter(pk=report_id).first()
    if state is None or not _may_read(actor, state):
        raise NotThere(_("No such report, or not visible to you."))
    return state


def _may_read(actor: Person | None, state: ReportState) -> bool:
    if actor is None:
        return True
    report = state.report
    if not may_follow(actor, report.incident.room_id):
        return False
    return state.status in GONE_OUT or is_inside(actor, report)


def card_of(state: ReportState) -> ReportCard:
    """Return the card of a report."""
    return ReportCard.of(state.report, state)


def changed(state: ReportState) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of a journal entry that touches a report."""
    return {f"report.{state.report_id}": asdict(card_of(state))}


def reports_of(incident: Incident, person: Person | None = None) -> list[ReportCard]:
    """Return the reports about an incident, newest first; those a person may read."""
    if person is None:
        rows = ReportState.objects.select_related(*PEOPLE)
    else:
        rows = visible_reports(person)
    rows = rows.filter(report__incident=incident)
    return [card_of(row) for row in rows.order_by("-report__occurred_at", "-pk")]


def phones_of(incident: Incident) -> list[PhoneCard]:
    """Return the phone reports about an incident, newest first. One query."""
    rows = PhoneReport.objects.filter(incident=incident).select_related("actor")
    return [PhoneCard.of(row, incident) for row in rows.order_by("-occurred_at", "-pk")]


def sent_before(report: Report) -> list[ReportState]:
    """Return what the same sender sent about the incident before, newest first."""
    rows = ReportState.objects.filter(
        report__incident=report.incident_id,
        report__sender=report.sender_id,
        sent_at__isnull=False,
    ).exclude(pk=report.pk)
    return list(rows.select_related("report").order_by("-sent_at"))


def waiting_for(person: Person, cards: Iterable[ReportCard]) -> dict[str, list[ReportCard]]:
    """Sort reports by what ``person`` has to do with them: review, sign, send, acknowledge."""
    found: dict[str, list[ReportCard]] = {
        "review": [],
        "sign": [],
        "send": [],
        "acknowledge": [],
        "drafts": [],
        "sent": [],
    }
    for card in cards:
        desk = holds(person, DESK, region=card.sender) and person.origin == card.origin
        commands = desk and holds(person, COMMANDING, region=card.sender)
        match card.status:
            case Status.DRAFT:
                found["drafts"].append(card)
            case Status.IN_REVIEW if desk and card.author != str(person.pk):
                found["review"].append(card)
            case Status.REVIEWED if commands:
                found["sign"].append(card)
            case Status.SIGNED if desk:
                found["send"].append(card)
            case Status.SENT | Status.ACKNOWLEDGED:
                mine = any(receives(person, to, card) for to in card.awaited)
                found["acknowledge" if mine else "sent"].append(card)
            case _:
                found["drafts"].append(card)
    return found


def receives(person: Person, to: str, card: ReportCard) -> bool:
    """Return whether ``person`` may acknowledge a report for an addressee.

    The State Council has no seat here: the sender records that it has it.
    """
    if to == STATE_COUNCIL:
        return person.origin == card.origin and holds(person, DESK, region=card.sender)
    return holds_exactly(person, to)


def holds_exactly(person: Person, authority: str) -> bool:
    """Return whether ``person`` works at the desk of exactly this authority."""
    return duties_of(person).filter(post__in=DESK, region_id=authority).exists()
