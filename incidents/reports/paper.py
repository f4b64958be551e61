"""A report as a paper: the official layout on A4, from the same fields as the editor."""

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core.models import Person
from incidents.documents import Block, Facts, Heading, Paper, Table, Text
from incidents.reports import words
from incidents.reports.lifecycle import FROZEN, Kind
from incidents.reports.models import ReportState
from incidents.reports.selectors.content import FieldView, content_of
from incidents.reports.selectors.course import passed_over
from incidents.reports.selectors.diff import (
    changed_codes,
    figures_changed,
    last_published,
)
from incidents.reports.selectors.figures import FigureLine

SHORT = frozenset({"text"})
URGENT = 2  # of grade I and II


def paper_of(state: ReportState, person: Person | None = None, language: str = "") -> Paper:
    """Return the paper of a report as ``person`` may read it, in its own language or another.

    A follow-up underlines what is not as the report before said it. A draft bears its mark
    until somebody has signed.
    """
    report = state.report
    with translation.override(language or report.language):
        views = content_of(state, person)
        return Paper(
            kind="official",
            language=language or report.language,
            title=title_of(state),
            number=state.number,
            issuer=_("%(authority)s emergency command")
            % {"authority": words.place(report.sender_id)},
            signer=state.signer.name if state.signer else "",
            urgency=_urgency(state),
            addressed_to=_(", ").join(words.place(code) for code in report.addressees),
            copies_to=_(", ").join(
                words.place(code)
                for code in passed_over(report.incident, report.sender_id, report.addressees)
            ),
            issued_at=state.sent_at or state.signed_at,
            as_of=state.signed_at or state.updated_at,
            printed_by=person.name if person else "",
            drill=report.incident.exercise_id is not None,
            draft=state.status not in FROZEN,
            blocks=tuple(_blocks(state, views)),
        )


def title_of(state: ReportState) -> str:
    """Return the title: what it is about and what kind of report, follow-ups by number."""
    report = state.report
    subject = report.schedule.title if report.schedule else report.incident.title
    return _("%(kind)s: %(subject)s") % {
        "kind": words.kind(report.kind, report.ordinal if _is_counted(report.kind) else 0),
        "subject": subject,
    }


def _is_counted(kind: str) -> bool:
    return kind in {Kind.FOLLOWUP, Kind.SITUATION, Kind.SUPPLEMENT, Kind.CORRECTION}


def _urgency(state: ReportState) -> str:
    grade = state.report.incident.state.grade
    if grade is not None and grade <= URGENT:
        return _("Most urgent")
    return _("Urgent")


def _blocks(state: ReportState, views: list[FieldView]) -> list[Block]:
    news = changed_codes(state, views)
    if state.report.kind == Kind.FOLLOWUP:
        views = [_only_news(view, state, views, news) for view in views]
    blocks: list[Block] = []
    if state.report.skip_reason:
        blocks.append(Text(_("Reported past a level: %s") % state.report.skip_reason))
    facts = [(v.label, v.value) for v in views if v.form in SHORT and v.is_filled]
    if facts:
        blocks.append(Facts(tuple(facts)))
    for view in views:
        if view.form in SHORT or not (view.is_filled or view.absent):
            continue
        blocks.append(Heading(view.label, 2))
        if view.absent:
            blocks.append(Text(_("Not delivered by its owner.")))
        if view.figures:
            blocks.append(_table(view.figures))
        if view.value.strip():
            blocks.append(Text(view.value, changed=view.code in news))
    return blocks


def _only_news(
    view: FieldView, state: ReportState, views: list[FieldView], news: set[str]
) -> FieldView:
    """Return a field of a follow-up without what the report before said already."""
    before = last_published(state)
    if before is None:
        return view
    known = {field["code"] for field in before["fields"]}
    was = figures_changed(state, views)
    kept = [line for line in view.figures if line.key in was]
    stale = view.code in known and view.code not in news
    return replace(view, figures=kept, value="" if stale else view.value)


def _table(lines: list[FigureLine]) -> Table:
    rows = []
    for line in lines:
        note = line.sources
        if line.deviation:
            note = _("stated: %(why)s (sources: %(sources)s)") % {
                "why": line.deviation["reason"],
                "sources": note or "-",
            }
        elif line.conflict:
            note = _("sources differ; not reconciled")
        at = words.clock_of(line.at)
        rows.append((line.label, line.text, note, at))
    head = (_("Figure"), pgettext("figure", "Number"), _("Source"), _("As of"))
    return Table(head, tuple(rows), (3, 3, 4, 2))
