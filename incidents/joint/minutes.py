"""The minutes of a consultation (会商纪要), and the decision log, as papers."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from command.core.models import Person
from incidents.documents import LOG, OFFICIAL, Block, Facts, Heading, Paper, Table, Text
from incidents.documents.words import moment_in_words
from incidents.joint.lifecycle import ConsultationKind
from incidents.joint.selectors.consultations import ConsultationCard
from incidents.joint.selectors.decisions import DecisionCard
from incidents.joint.selectors.log import Line
from incidents.models import Incident


def paper_of(
    incident: Incident,
    card: ConsultationCard,
    decided: Iterable[DecisionCard],
    language: str,
    person: Person,
) -> Paper:
    """Return the minutes; a draft until the consultation is concluded."""
    with translation.override(language):
        return Paper(
            kind=OFFICIAL,
            language=language,
            title=_("Minutes of the consultation on %(topic)s") % {"topic": card.topic},
            number=card.number,
            issuer=regions.name(card.chair_authority),
            signer=card.chair,
            addressed_to=_(", ").join(dict.fromkeys(_names(card))),
            issued_at=_at(card.ended_at),
            as_of=_at(card.at),
            printed_by=person.name,
            drill=card.exercise,
            draft=card.status != "concluded",
            blocks=tuple(_blocks(incident, card, list(decided), language)),
        )


def log_paper(lines: Iterable[Line], language: str, person: Person, *, drill: bool) -> Paper:
    """Return lines of the decision log as one table."""
    with translation.override(language):
        return Paper(
            kind=LOG,
            language=language,
            title=_("Decision log"),
            issuer=regions.name(person.origin),
            issued_at=now(),
            as_of=now(),
            printed_by=person.name,
            drill=drill,
            blocks=(
                Table(heads_of(), tuple(map(cells_of, lines)), (5, 15, 12, 25, 19, 11, 13, 11)),
            ),
        )


def heads_of() -> tuple[str, ...]:
    """Return the headings of the log's table in the language of the reader."""
    return (
        _("No."),
        _("Time"),
        pgettext("log", "Who"),
        _("Decision"),
        _("Basis"),
        _("Options"),
        _("Outcome"),
        _("Hash"),
    )


def cells_of(line: Line) -> tuple[str, ...]:
    """Return a line of the log as the cells of a table."""
    return (
        str(line.seq),
        f"{localtime(line.occurred_at):%Y-%m-%d %H:%M:%S}",
        " ".join(part for part in (regions.name(line.authority), line.who) if part),
        line.says,
        "; ".join(line.basis),
        "; ".join(line.options),
        line.outcome,
        line.hash[:12],
    )


def _blocks(
    incident: Incident, card: ConsultationCard, decided: list[DecisionCard], language: str
) -> Iterable[Block]:
    planned = _at(card.started_at) or _at(card.planned_at)
    kind = str(dict(ConsultationKind.choices)[card.kind])
    facts = [
        (_("Incident"), f"{incident.number} {incident.title}"),
        (_("Kind"), kind),
        (_("Time"), moment_in_words(planned, language) if planned else ""),
        (_("Chair"), f"{regions.name(card.chair_authority)} {card.chair}"),
        (_("Taking part"), _(", ").join(_names(card))),
    ]
    if card.version > 1:
        facts.append((_("Version"), f"{card.version} {card.reason}"))
    yield Facts(tuple(facts))
    yield Heading(_("Agenda"))
    yield Text("\n".join(f"{n}. {item}" for n, item in enumerate(card.agenda, 1)))
    for title, text in (
        (_("Situation"), card.situation),
        (_("Trend"), card.trend),
        (_("Risks"), card.risks),
    ):
        if text:
            yield Heading(title)
            yield Text(text)
    if decided:
        yield Heading(_("Decisions"))
        head = (_("No."), _("Decision"), _("Owner"), _("Due"), _("Task"))
        yield Table(head, tuple(_row(one, language) for one in decided), (12, 44, 16, 16, 12))
    following = _at(card.next_at)
    if following:
        yield Text(_("Next consultation: %(when)s") % {
            "when": moment_in_words(following, language)
        })  # fmt: skip


def _row(one: DecisionCard, language: str) -> tuple[str, ...]:
    due = _at(one.due_at)
    return (
        one.number,
        one.decided,
        regions.name(one.owner) if one.owner else "",
        moment_in_words(due, language) if due else "",
        ", ".join(task["number"] for task in one.tasks),
    )


def _names(card: ConsultationCard) -> list[str]:
    return [
        " ".join(part for part in (regions.name(one["authority"]), one["name"]) if part)
        for one in card.participants
    ]


def _at(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
