"""The ICS forms 201, 209 and 214, drawn anew in both languages from the journal."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from incidents import words
from incidents.closing.papers import parts
from incidents.closing.papers.course import (
    MOST_LINES,
    Course,
    clock,
    course_of,
    named,
    says,
)
from incidents.closing.papers.sketch import sketch
from incidents.documents import FORM, Block, Facts, Paper, Picture, Table, Text
from incidents.models import Incident

# The briefing is of the first two hours (domain: ICS 201 is made from them).
BRIEFING = timedelta(hours=2)


def paper_of(
    course: Course, language: str, title: str, blocks: list[Block], *, by: str = "", **more: Any
) -> Paper:
    """Return a form about an incident."""
    incident = course.incident
    return Paper(
        kind=FORM,
        language=language,
        title=title,
        number=incident.number,
        issuer=regions.name(course.card["lead_authority"]),
        as_of=course.until,
        printed_by=by,
        drill=incident.exercise_id is not None,
        blocks=tuple(blocks),
        **more,
    )


def ics201(
    incident: Incident, language: str, *, by: str = "", until: datetime | None = None
) -> Paper:
    """Return the incident briefing: what was known and done in the first two hours."""
    with translation.override(language):
        course = course_of(incident, until or incident.reported_at + BRIEFING)
        drawn = sketch(incident)
        map_of: list[Block] = [
            Picture(drawn, _("Schematic, north up; the diamond marks the incident."))
            if drawn
            else parts.nothing()
        ]
        blocks = [
            parts.about(course),
            parts.heading(1, _("Map sketch")),
            *map_of,
            parts.heading(2, _("Situation summary")),
            Text(_summary(course)),
            *parts.figures(course),
            parts.heading(3, _("Objectives")),
            *_objectives(course),
            parts.heading(4, _("Current and planned actions")),
            *parts.tasks(course),
            parts.heading(5, pgettext("paper", "Organisation")),
            _organisation(course),
            *parts.responses(course),
            parts.heading(6, _("Resource summary")),
            *parts.forces(course),
        ]
        title = _("Incident briefing (ICS 201)")
        return paper_of(course, language, title, blocks, by=by)


def ics209(
    incident: Incident, language: str, *, by: str = "", until: datetime | None = None
) -> Paper:
    """Return the status summary at a moment."""
    with translation.override(language):
        course = course_of(incident, until)
        events = list(course.of("note.written", "incident.moved", "incident.graded"))[-12:]
        blocks = [
            parts.about(course),
            parts.heading(1, _("Casualties, damage and other figures")),
            *parts.figures(course),
            parts.heading(2, _("Significant events")),
            _events(events),
            parts.heading(3, _("Responses of the jurisdictions")),
            *parts.responses(course),
            parts.heading(4, _("Objectives")),
            *_objectives(course),
            parts.heading(5, _("Planned actions")),
            *parts.tasks(course, done=False),
            parts.heading(6, _("Resources committed")),
            _by_city(course),
            *parts.forces(course),
        ]
        title = _("Incident status summary (ICS 209)")
        return paper_of(course, language, title, blocks, by=by)


def ics214(
    incident: Incident,
    language: str,
    *,
    by: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    authority: str = "",
    person: str = "",
) -> Paper:
    """Return the activity log of an authority, of a person, or of all, over a period."""
    with translation.override(language):
        course = course_of(incident, until)
        entries = [
            entry
            for entry in course.entries
            if (not authority or entry.authority == authority)
            and (not person or str(entry.actor_id) == person)
            and (since is None or entry.occurred_at >= since)
        ]
        who = next((e.actor.name for e in entries if person and e.actor), "")
        rows = tuple(
            (
                clock(entry.occurred_at),
                regions.name(entry.authority),
                entry.actor.name if entry.actor else "—",
                says(entry),
            )
            for entry in entries[-MOST_LINES:]
        )
        begun = since or (entries[0].occurred_at if entries else course.until)
        blocks: list[Block] = [
            Facts(
                (
                    (_("Incident"), incident.title),
                    (_("Operational period"), f"{clock(begun)} — {clock(course.until)}"),
                    (_("Log of"), who or (regions.name(authority) if authority else _("All"))),
                )
            ),
            parts.heading(1, _("Activity log")),
            Table((_("Time"), _("Authority"), _("Name"), _("Activity")), rows, (14, 14, 14, 58))
            if rows
            else parts.nothing(),
        ]
        if len(entries) > MOST_LINES:
            blocks.append(
                Text(
                    _("Only the last %(shown)s of %(all)s entries are listed.")
                    % {"shown": MOST_LINES, "all": len(entries)}
                )
            )
        return paper_of(course, language, _("Activity log (ICS 214)"), blocks, by=by)


def _summary(course: Course) -> str:
    notes = [entry.payload.get("text", "") for entry in course.of("note.written")]
    said = [says(entry) for entry in course.of("incident.reported")]
    return "\n".join([*said, *notes[:6]]) or parts.nothing().text


def _objectives(course: Course) -> list[Block]:
    told = [text for card in course.cards("operation") for text in card.get("objectives", [])]
    return [Text("\n".join(told))] if told else [parts.nothing()]


def _organisation(course: Course) -> Facts:
    card = course.card
    joint = named(card["shared_with"]) if card["shared_with"] else pgettext("paper", "none")
    return Facts(
        (
            (_("Lead authority"), regions.name(card["lead_authority"])),
            (_("Authorities taking part"), joint),
        )
    )


def _events(entries: list[Any]) -> Block:
    rows = tuple((clock(entry.occurred_at), says(entry)) for entry in entries)
    return Table((_("Time"), _("Event")), rows, (16, 84)) if rows else parts.nothing()


def _by_city(course: Course) -> Block:
    totals: dict[str, list[int]] = {}
    for card in course.cards("deployment"):
        held = totals.setdefault(card["origin"], [0, 0, 0])
        for place, value in enumerate((1, card["people"] or 0, card["vehicles"] or 0)):
            held[place] += value
    rows = tuple(
        (regions.name(code), *(words.amount(value) for value in held))
        for code, held in sorted(totals.items())
    )
    head = (_("Authority"), _("Deployments"), _("People"), _("Vehicles"))
    return Table(head, rows) if rows else parts.nothing()
