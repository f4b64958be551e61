"""What the pages of warnings show: cards with their words and times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import COMMANDING, DESK, duties_of
from command.core.tongues import is_english
from incidents.warnings import words
from incidents.warnings.lifecycle import (
    COMMANDER_RUNG,
    Certainty,
    Channel,
    Duty,
    Handling,
    Kind,
    Urgency,
)
from incidents.warnings.selectors import ObligationCard, WarningCard


@dataclass(frozen=True, slots=True)
class Receipt:
    """Whether an addressed city has taken note."""

    code: str
    name: str
    by: str
    at: datetime | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A warning as a page shows it."""

    card: WarningCard
    title: str
    colour: str
    event: str
    state: str
    state_name: str
    handling: str
    urgency: str
    certainty: str
    channels: tuple[str, ...]
    regions: tuple[str, ...]
    issued: datetime
    sent: datetime
    onset: datetime | None
    effective: datetime | None
    expires: datetime | None
    receipts: tuple[Receipt, ...]
    may_change: bool

    @property
    def taken(self) -> int:
        """How many of the addressed cities have taken note."""
        return sum(receipt.at is not None for receipt in self.receipts)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty to decide as a page shows it."""

    card: ObligationCard
    colour: str
    where: str
    state_name: str
    due: datetime
    started: datetime
    until: datetime
    decided: datetime | None
    next: datetime | None
    told: str
    late: bool
    may_respond: bool
    may_decline: bool
    proposes: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, with the duties held, asked for once a page."""

    person: Person
    held: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, person: Person) -> Self:
        """Read the duties over regions. One query."""
        rows = duties_of(person).filter(region__isnull=False)
        held = tuple((str(p), str(r)) for p, r in rows.values_list("post", "region_id"))
        return cls(person, held)

    @property
    def desks(self) -> frozenset[str]:
        """The authorities at whose desk the reader is."""
        return frozenset(region for post, region in self.held if post in DESK)

    def holds(self, posts: Iterable[str], region: str) -> bool:
        """Return whether the reader holds one of the posts over a region."""
        return any(post in posts and regions.covers(scope, region) for post, scope in self.held)


def is_chinese() -> bool:
    """Return whether the reader reads Chinese."""
    return not is_english()


def line(card: WarningCard, reader: Reader) -> Line:
    """Return what is shown of one warning."""
    chinese = is_chinese()
    own = reader.desks
    expires = _time(card.expires_at)
    state = card.state
    if state == "in_force" and expires is not None and expires <= now():
        state = "expired"
    return Line(
        card=card,
        title=card.headline if chinese else card.headline_en,
        colour=words.colour(card.level),
        event=card.event_zh if chinese else card.event_en,
        state=state,
        state_name=str(Kind.EXPIRED.label if state == "expired" else Kind(card.kind).label),
        handling="" if card.handling == Handling.ACTUAL else str(Handling(card.handling).label),
        urgency=str(Urgency(card.urgency).label),
        certainty=str(Certainty(card.certainty).label),
        channels=tuple(str(Channel(name).label) for name in card.channels),
        regions=tuple(regions.name(code) for code in card.regions),
        issued=datetime.fromisoformat(card.issued_at),
        sent=datetime.fromisoformat(card.sent_at),
        onset=_time(card.onset_at),
        effective=_time(card.effective_at),
        expires=expires,
        receipts=tuple(_receipt(card, code, own) for code in card.addressed),
        may_change=not card.foreign and card.state == "in_force" and card.region in own,
    )


def duty(card: ObligationCard, reader: Reader) -> DutyLine:
    """Return what is shown of one duty to decide."""
    where = card.jurisdiction
    waits = card.state == Duty.OPEN
    commands = reader.holds(COMMANDING, where)
    due = datetime.fromisoformat(card.due_at)
    return DutyLine(
        card=card,
        colour=words.colour(card.level),
        where=regions.name(where),
        state_name=str(Duty(card.state).label),
        due=due,
        started=datetime.fromisoformat(card.started_at),
        until=datetime.fromisoformat(card.expected_until),
        decided=_time(card.decided_at),
        next=_time(card.next_at),
        told=("desk", "commander", "superior")[min(card.rung, COMMANDER_RUNG + 1)],
        late=waits and due <= now(),
        may_respond=waits and reader.holds(DESK, where),
        may_decline=waits and commands,
        proposes=card.suggested_level in {1, 2} or not commands,
    )


def _receipt(card: WarningCard, code: str, own: frozenset[str]) -> Receipt:
    taken: dict[str, Any] = card.acknowledged.get(code, {})
    return Receipt(
        code=code,
        name=regions.name(code),
        by=str(taken.get("by", "")),
        at=_time(taken.get("at")),
        mine=code in own and not taken,
    )


def moment(given: str | None) -> datetime | None:
    """Return a time of a card as a time."""
    return _time(given)


def _time(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given else None
