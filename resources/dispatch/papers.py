"""Forces on paper: who has checked in (ICS 211), what was asked for (ICS 213RR)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from command.core.models import Person
from incidents.documents import Block, Facts, Heading, Paper, Table, Text
from incidents.models import Incident
from incidents.words import amount
from resources.dispatch.selectors.cards import Unit
from resources.dispatch.selectors.incident import Chain
from resources.dispatch.words import said
from resources.lifecycle import Answer, RequestStatus
from resources.selectors import NeedCard, RequestCard


def of_incident(incident: Incident, chain: Chain, language: str, person: Person) -> Paper:
    """Return the forces of an incident as a check-in list (ICS 211, 力量报到登记)."""
    with translation.override(language):
        rows = [
            (
                one.card.name,
                _named(one.card, language),
                regions.name(one.card.origin),
                f"{amount(one.card.arrived)} / {amount(one.card.quantity)}",
                f"{one.card.people} / {one.card.vehicles}",
                " · ".join(filter(None, (said(one.force), one.obstacle))),
                _clock(one.card.ordered_at),
                _("there") if one.is_there else _minutes(one.minutes),
            )
            for one in chain.sent
        ]
        head = (
            pgettext("force", "Name"),
            _("Kind"),
            _("From"),
            _("There / sent"),
            _("People / vehicles"),
            _("Status"),
            _("Ordered at"),
            _("Expected"),
        )
        blocks: list[Block] = [
            _head(incident),
            Heading(_("Forces at the incident and on their way"), 2),
            Table(head, tuple(rows), (6, 4, 3, 3, 2, 2, 4, 3))
            if rows
            else Text(_("No forces have been given to this incident yet.")),
            Heading(_("What it lacks"), 2),
            *_needs(chain.needs, language),
        ]
        return _paper(
            incident, _("Check-in list of forces (ICS 211)"), blocks, language, person
        )


def of_requests(incident: Incident, chain: Chain, language: str, person: Person) -> Paper:
    """Return the chain of requests of an incident (ICS 213RR, 资源需求单)."""
    with translation.override(language):
        blocks: list[Block] = [_head(incident), Heading(_("Needs"), 2)]
        blocks += _needs(chain.needs, language)
        for card in chain.requests:
            blocks += _request(card, language)
        if not chain.requests:
            blocks.append(Text(_("Nothing has been asked of other cities yet.")))
        title = _("Requests for resources (ICS 213RR)")
        return _paper(incident, title, blocks, language, person)


def of_city(city: str, units: Iterable[Unit], language: str, person: Person) -> Paper:
    """Return the forces of one city as they stand now."""
    with translation.override(language):
        rows = tuple(
            (
                unit.name,
                unit.kind_name,
                unit.said,
                f"{amount(unit.free)} / {amount(unit.total)} {unit.unit}".strip()
                if unit.sort == "stock"
                else f"{unit.people} / {unit.vehicles}",
                unit.incident_title,
                unit.phone,
            )
            for unit in units
        )
        head = (
            pgettext("force", "Name"),
            _("Kind"),
            _("Status"),
            _("People / vehicles, or free / all"),
            _("At"),
            _("Telephone"),
        )
        body: Block = (
            Table(head, rows, (10, 8, 4, 6, 8, 6))
            if rows
            else Text(_("None that you may see."))
        )
        return Paper(
            kind="form",
            language=language,
            title=_("Forces of %(city)s") % {"city": regions.name(city)},
            number=f"{city}-{localtime():%Y%m%d-%H%M}",
            issuer=regions.name(city),
            issued_at=now(),
            as_of=now(),
            printed_by=person.name,
            blocks=(body,),
        )


def _paper(
    incident: Incident, title: str, blocks: list[Block], language: str, person: Person
) -> Paper:
    return Paper(
        kind="form",
        language=language,
        title=title,
        number=incident.number,
        issuer=regions.name(incident.state.lead_authority),
        issued_at=now(),
        as_of=now(),
        printed_by=person.name,
        drill=incident.exercise_id is not None,
        blocks=tuple(blocks),
    )


def _head(incident: Incident) -> Facts:
    return Facts(
        (
            (_("Incident"), incident.title),
            (_("Number"), incident.number),
            (_("Place"), f"{regions.name(incident.region_id)} {incident.place}".strip()),
            (_("Lead"), regions.name(incident.state.lead_authority)),
        )
    )


def _needs(needs: Iterable[NeedCard], language: str) -> list[Block]:
    rows = tuple(
        (
            need.number,
            _named(need, language),
            *(amount(n) for n in (need.quantity, need.accepted, need.arrived, need.open)),
            need.place,
            _clock(need.needed_by),
        )
        for need in needs
        if not need.closed
    )
    head = (
        _("No."),
        pgettext("need", "What"),
        _("Needed"),
        _("Promised"),
        _("There"),
        _("Short"),
        _("Where to"),
        _("Needed by"),
    )
    if not rows:
        return [Text(_("No need is open."))]
    return [Table(head, rows, (3, 5, 3, 3, 3, 3, 4, 4))]


def _request(card: RequestCard, language: str) -> list[Block]:
    lines = tuple(
        (
            regions.name(city),
            _answer(line.get("answer", "")),
            *(amount(line.get(name) or 0) for name in ("quantity", "committed", "arrived")),
            str(line.get("reason") or ""),
        )
        for city, line in card.lines.items()
    )
    facts = Facts(
        (
            (pgettext("request", "Asked by"), regions.name(card.origin)),
            (_("Asked at"), _clock(card.requested_at)),
            (pgettext("need", "What"), _asked(card, language)),
            (_("Needed by"), _clock(card.needed_by)),
            (_("Where to"), card.place or "-"),
            (_("State"), str(RequestStatus(card.status).label)),
        )
    )
    head = (_("City"), _("Answer"), _("Promised"), _("Ordered"), _("There"), _("Reason"))
    return [Heading(card.number, 2), facts, Table(head, lines, (3, 3, 2, 2, 2, 5))]


def _named(card: object, language: str) -> str:
    return str(getattr(card, "name_en" if language == "en" else "name_zh"))


def _asked(card: RequestCard, language: str) -> str:
    # The unit as the register calls it; teams are counted without a word in English.
    if language == "en":
        unit = "" if card.is_team else card.unit_en or card.unit
    else:
        unit = card.unit_zh or card.unit
    return f"{_named(card, language)} {amount(card.quantity)} {unit}".strip()


def _answer(answer: object) -> str:
    return str(Answer(str(answer)).label) if answer else _("not answered")


def _clock(at: str | None) -> str:
    return f"{localtime(datetime.fromisoformat(at)):%m-%d %H:%M}" if at else "-"


def _minutes(minutes: int | None) -> str:
    return _("in %(n)d min") % {"n": minutes} if minutes is not None else "-"
