"""The after-action report, generated from the journal; the lessons are written by people."""

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from incidents import words
from incidents.closing.lifecycle import Section
from incidents.closing.papers import parts
from incidents.closing.papers.course import (
    MOST_LINES,
    Course,
    amount,
    clock,
    course_of,
    says,
)
from incidents.closing.selectors import lessons_of
from incidents.documents import OFFICIAL, Block, Heading, Paper, Table, Text
from incidents.figures import FIGURES
from incidents.models import Incident
from incidents.reports.selectors import clocks_of

# What moves so often that a timeline of key facts leaves it out.
MINOR = frozenset(
    {
        "deployment.moved",
        "task.acknowledged",
        "task.started",
        "task.progressed",
        "task.created",
        "image.recorded",
        "figure.recorded",
        "archive.requested",
        "archive.built",
        "lesson.written",
    }
)
NUMERALS = "一二三四五六七八九十"


def after_action(incident: Incident, language: str, *, by: str = "") -> Paper:
    """Return the after-action report as an official paper."""
    with translation.override(language):
        course = course_of(incident)
        sections: tuple[tuple[str, list[Block]], ...] = (
            (_("Outline"), [parts.about(course)]),
            (_("Course of events"), _timeline(course)),
            (_("Response levels over time"), _levels(course)),
            (_("Acknowledgement of orders"), _receipts(course)),
            (_("Information reports"), _reports(incident)),
            (_("Figures over time"), _figures(course)),
            (_("Decisions and their basis"), _decisions(course)),
            (_("Forces deployed"), parts.forces(course)),
            (_("Lessons"), _lessons(incident)),
        )
        blocks: list[Block] = []
        for place, (title, inside) in enumerate(sections):
            blocks += [Heading(_numbered(place, title, language)), *inside]
        return Paper(
            kind=OFFICIAL,
            language=language,
            title=_("After-action report on “%(title)s”") % {"title": incident.title},
            number=incident.number,
            issuer=regions.name(course.card["lead_authority"]),
            as_of=course.until,
            issued_at=course.until,
            printed_by=by,
            drill=incident.exercise_id is not None,
            blocks=tuple(blocks),
        )


def _numbered(place: int, title: str, language: str) -> str:
    return (
        f"{NUMERALS[place]}、{title}" if language.startswith("zh") else f"{place + 1}. {title}"
    )


def _timeline(course: Course) -> list[Block]:
    kept = [entry for entry in course.entries if entry.kind not in MINOR]
    rows = tuple((clock(entry.occurred_at), says(entry)) for entry in kept[:MOST_LINES])
    blocks: list[Block] = [Table((_("Time"), _("Event")), rows, (18, 82))]
    if len(kept) > MOST_LINES:
        told = {"shown": MOST_LINES, "all": len(kept)}
        blocks.append(
            Text(_("Only the first %(shown)s of %(all)s key facts are listed.") % told)
        )
    return blocks


def _levels(course: Course) -> list[Block]:
    rows = []
    for entry in course.of("response.activated", "response.adjusted", "response.ended"):
        for ref, card in entry.changed.items():
            if ref.startswith("response.") and card:
                level = words.level(card["level"]) if card["level"] else _("ended")
                name = regions.name(card["jurisdiction"])
                rows.append((clock(entry.occurred_at), name, level, card["matter"]))
    head = (_("Time"), _("Jurisdiction"), _("Level"), _("Matter"))
    return [Table(head, tuple(rows), (18, 24, 12, 46))] if rows else [parts.nothing()]


def _receipts(course: Course) -> list[Block]:
    """Return the times from the order to the receipt, task by task, and their middle."""
    rows, spans = [], []
    for card in course.cards("task", "number"):
        issued, taken = card.get("issued_at"), card.get("acknowledged_at")
        if not issued:
            continue
        span = _span(issued, taken)
        if span is not None:
            spans.append(span)
        shown = _lasting(span) if span is not None else _("not acknowledged")
        rows.append(
            (card["number"], card["title"], card["assignee"] or "—", clock(issued), shown)
        )
    if not rows:
        return [parts.nothing()]
    head = (
        _("No."),
        _("Task"),
        _("Carried out by"),
        pgettext("paper", "Ordered"),
        _("Acknowledged after"),
    )
    blocks: list[Block] = [Table(head, tuple(rows[:MOST_LINES]), (10, 38, 20, 16, 16))]
    if spans:
        middle = sorted(spans)[len(spans) // 2]
        told = {
            "count": len(spans),
            "middle": _lasting(middle),
            "longest": _lasting(max(spans)),
        }
        blocks.append(
            Text(
                _(
                    "%(count)s orders were acknowledged; half of them within %(middle)s, "
                    "the last after %(longest)s."
                )
                % told
            )
        )
    return blocks


def _reports(incident: Incident) -> list[Block]:
    rows = tuple(
        (
            clock_.says,
            clock_.what,
            clock(clock_.due_at),
            clock(clock_.met_at),
            f"{clock_.stands} {clock_.delay}" if clock_.is_late else clock_.stands,
        )
        for clock_ in clocks_of(incident)
    )
    head = (_("From → to"), _("Report"), _("Due"), pgettext("paper", "Made"), _("Result"))
    return [Table(head, rows, (26, 24, 15, 15, 20))] if rows else [parts.nothing()]


def _figures(course: Course) -> list[Block]:
    rows = []
    for entry in course.of("figure.recorded"):
        for ref, card in entry.changed.items():
            if ref.startswith("figure.") and card:
                where = f" · {regions.name(card['region'])}" if card["region"] else ""
                name = f"{FIGURES[card['key']].label}{where}"
                rows.append((clock(card["at"]), name, amount(card), card["source"]))
    head = (_("Time"), _("Figure"), _("Value"), _("Source"))
    shown = tuple(rows[:MOST_LINES])
    return [Table(head, shown, (18, 32, 20, 30))] if rows else [parts.nothing()]


def _decisions(course: Course) -> list[Block]:
    blocks: list[Block] = []
    for card in course.cards("decision"):
        blocks.append(Heading(f"{card['number']}  {card['decided']}", 3))
        options = [option["text"] for option in card.get("options", []) if option.get("text")]
        told = [
            (_("Decided by"), f"{card['decided_by']}  {clock(card['at'])}"),
            (_("Basis"), card.get("basis_text", "")),
            (_("Options weighed"), "; ".join(options)),
            (_("Outcome"), card.get("outcome", "")),
        ]
        blocks.append(Text("\n".join(f"{name}: {text}" for name, text in told if text)))
    return blocks or [parts.nothing()]


def _lessons(incident: Incident) -> list[Block]:
    written = {lesson.section: lesson for lesson in lessons_of(incident.pk)}
    blocks: list[Block] = []
    for section in Section:
        lesson = written.get(section.value)
        text = lesson.text if lesson and lesson.text else pgettext("paper", "Not written yet.")
        blocks += [Heading(str(section.label), 2), Text(text)]
    return blocks


def _span(start: str, end: str | None) -> timedelta | None:
    return datetime.fromisoformat(end) - datetime.fromisoformat(start) if end else None


def _lasting(span: timedelta) -> str:
    minutes, seconds = divmod(max(int(span.total_seconds()), 0), 60)
    return _("%(minutes)s min %(seconds)02d s") % {"minutes": minutes, "seconds": seconds}
