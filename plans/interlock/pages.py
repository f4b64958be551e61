"""What the pages of the interlock show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now
from django.utils.translation import pgettext

from command.core import regions
from command.core.models import Person
from command.core.policies import holds
from command.core.tongues import is_english
from plans.interlock.lifecycle import Answer, Matter, Status
from plans.interlock.promises import Promise
from plans.interlock.rights import MAY_ACCEPT, MAY_ANSWER
from plans.interlock.selectors import Cell, Line, ShortfallCard, last_look, matrix, shortfalls
from plans.interlock.stock import Thing
from plans.interlock.weigh import AskLine
from plans.interlock.words import SIGNS, city, state_name, thing_name, title_of, unit_of


@dataclass(frozen=True, slots=True)
class Part:
    """One ask or offer as the reader sees it; ``url`` is its plan's page, or empty."""

    city: str
    title: str
    number: int
    url: str
    quantity: int
    within: int
    key: str
    step: str
    terms: str
    capabilities: str
    note: str


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of the matrix."""

    key: str
    taker: str
    asked: int
    promised: int
    state: str
    sign: str
    names: str
    is_open: bool
    asks: list[Part]
    offers: list[Part]


@dataclass(frozen=True, slots=True)
class Row:
    """One giver and one thing. ``first`` begins a thing, which has ``span`` rows."""

    thing: str
    unit: str
    what: str
    giver: str
    free: int | None
    available: int
    floor: int
    boxes: list[Box | None]
    opened: Box | None
    first: bool


@dataclass(frozen=True, slots=True)
class Short:
    """A shortfall in the reader's language."""

    card: ShortfallCard
    thing: str
    unit: str
    matter: str
    status: str
    sign: str
    giver: str
    taker: str
    title: str
    url: str
    opened_at: datetime
    due_at: datetime
    late: bool
    answer: str
    may_answer: bool


def context(person: Person, what: str = "", opened: str = "") -> dict[str, Any]:
    """Return what the live part of the page shows."""
    found = matrix(person, what)
    rows: list[Row] = []
    for line in found.lines:
        first = not rows or rows[-1].what != line.thing.what
        rows.append(_row(line, opened, first=first))
    short = [short_of(card, person) for card in shortfalls(person, what=what or None)]
    look = last_look()
    cells = [box for row in rows for box in row.boxes if box]
    return {
        "rows": rows,
        "takers": [city(code) for code in found.takers],
        "kinds": sorted((thing_name(each), each.what) for each in found.things),
        "what": what,
        "opened": opened,
        "short": short,
        "waiting": sum(one.card.status == Status.OPEN for one in short),
        "counts": [
            (sign, state_name(state), state, sum(box.state == state for box in cells))
            for state, sign in SIGNS.items()
        ],
        "looked_at": look.at if look else None,
        "read_at": now(),
    }


def short_of(card: ShortfallCard, person: Person) -> Short:
    """Return a shortfall as ``person`` sees it."""
    thing = Thing(card.what, card.what_zh, card.what_en, card.unit_zh, card.unit_en)
    due = datetime.fromisoformat(card.due_at)
    is_open = card.status == Status.OPEN
    return Short(
        card=card,
        thing=thing_name(thing),
        unit=unit_of(thing),
        matter=str(Matter(card.matter).label),
        status=str(Status(card.status).label),
        sign=SIGNS[card.matter],
        giver=city(card.giver),
        taker=city(card.taker),
        title=title_of(card.title, card.title_en),
        url=plan_url(card.plan),
        opened_at=datetime.fromisoformat(card.opened_at),
        due_at=due,
        late=is_open and due < now(),
        answer=str(Answer(card.answer).label) if card.answer else "",
        may_answer=is_open
        and person.origin == card.origin
        and holds(person, MAY_ANSWER, region=card.origin),
    )


def answers_of(card: ShortfallCard, person: Person) -> list[tuple[str, str, bool]]:
    """Return the answers with whether ``person`` may give them."""
    accepts = holds(person, MAY_ACCEPT, region=card.origin)
    return [
        (value, str(label), value != Answer.ACCEPTED or accepts)
        for value, label in Answer.choices
    ]


def plan_url(plan: str | None) -> str:
    """Return the page of a plan, or nothing where there is none."""
    try:
        return reverse("plan", args=[plan]) if plan else ""
    except NoReverseMatch:
        return ""


def _row(line: Line, opened: str, *, first: bool) -> Row:
    boxes = [_box(cell, opened) if cell else None for cell in line.cells]
    return Row(
        thing=thing_name(line.thing),
        unit=unit_of(line.thing),
        what=line.thing.what,
        giver=city(line.giver),
        free=line.standing.free if line.standing else None,
        available=line.standing.available if line.standing else 0,
        floor=line.standing.floor if line.standing else 0,
        boxes=boxes,
        opened=next((box for box in boxes if box and box.is_open), None),
        first=first,
    )


def _box(cell: Cell, opened: str) -> Box:
    joint = "; " if is_english() else "、"
    return Box(
        key=cell.key,
        taker=city(cell.taker),
        asked=cell.asked,
        promised=cell.promised,
        state=cell.state,
        sign=SIGNS[cell.state],
        names=joint.join(state_name(state) for state in cell.states),
        is_open=cell.key == opened,
        asks=[_part(line.ask, line.ask.taker, _ask_note(line))
              for line in cell.asks],
        offers=[_part(line.offer, line.offer.giver, _offer_note(line.takers, line.offer.taker))
                for line in cell.offers],
    )  # fmt: skip


def _part(promise: Promise, owner: str, note: str) -> Part:
    step = title_of(promise.step_title, promise.step_title_en)
    return Part(
        city=regions.name(owner),
        title=title_of(promise.title, promise.title_en),
        number=promise.number,
        url=plan_url(promise.plan),
        quantity=promise.quantity,
        within=promise.within_minutes,
        key=promise.key,
        step=f"{promise.step} {step}".strip(),
        terms=promise.terms,
        capabilities=", ".join(promise.capabilities),
        note=note,
    )


def _ask_note(line: AskLine) -> str:
    if line.contested:
        return pgettext("promise", "promised, but not if the others call as well")
    return pgettext("promise", "%(n)s promised") % {"n": line.alone}


def _offer_note(takers: tuple[str, ...], to: str) -> str:
    if to:
        return ""
    names = ", ".join(regions.name(code) for code in takers)
    return pgettext("promise", "to any; counted on by: %(cities)s") % {"cities": names or "—"}
