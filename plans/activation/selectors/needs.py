"""What the steps of a plan take, and what is lacking for it tonight."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from plans.document import Ask, Document, Step, StepNeed
from plans.interlock.promises import Promise, offered_by
from resources.dispatch.selectors.cost import Cost, costs
from resources.lifecycle import TeamKind
from resources.models import Supply


@dataclass(frozen=True, slots=True)
class Lack:
    """So much of something: of the city's own (``asked`` empty), or asked of another city.

    ``have`` is what is available there now, ``promised`` what the other city's plans offer.
    ``step`` names the steps that take it together, ``key`` the need within the plan.
    """

    key: str
    step: str
    what: str
    name: str
    unit: str
    quantity: int
    capabilities: tuple[str, ...]
    asked: str
    within_minutes: int
    have: int
    promised: int

    @property
    def short(self) -> int:
        """How much is lacking."""
        return max(0, self.quantity - self.have)

    @property
    def unpromised(self) -> int:
        """How much of what is asked no plan of the other city promises."""
        return max(0, self.quantity - self.promised) if self.asked else 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """So much of a thing for one step, or one ask of the plan."""

    step: str
    need: StepNeed | Ask
    asked: str
    within: int

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What is one need together: the same thing from the same city."""
        return self.asked, self.need.what, tuple(sorted(self.need.capabilities))


def lacks(
    document: Document, steps: Sequence[Step], city: str, world: UUID | None
) -> tuple[Lack, ...]:
    """Return what these steps take together, against what there is. Few queries for all."""
    wanted = [*_of_steps(steps, city), *_of_asks(document, steps, city)]
    known = _known([each.need.what for each in wanted]) if wanted else set()
    groups: dict[tuple[str, str, tuple[str, ...]], list[Wanted]] = {}
    for each in wanted:
        if each.need.what in known:
            groups.setdefault(each.key, []).append(each)
    if not groups:
        return ()
    there = {(asked or city, what): 1 for asked, what, _able in groups}
    of = {(cost.city, cost.what): cost for cost in costs(there, world)}
    givers = {asked for asked, _what, _able in groups if asked}
    offers = offered_by(givers) if givers else []
    return tuple(
        _lack(key, each, of[key[0] or city, key[1]], _promised(offers, key[0], city, key[1]))
        for key, each in groups.items()
    )


def _lack(
    key: tuple[str, str, tuple[str, ...]], wanted: Sequence[Wanted], cost: Cost, promised: int
) -> Lack:
    asked, what, able = key
    return Lack(
        key="/".join([asked, what, *able]).strip("/"),
        step=", ".join(dict.fromkeys(each.step for each in wanted if each.step)),
        what=what,
        name=cost.name,
        unit=cost.unit,
        quantity=sum(each.need.quantity for each in wanted),
        capabilities=able,
        asked=asked,
        within_minutes=min((each.within for each in wanted if each.within), default=0),
        have=cost.available,
        promised=promised,
    )


def _of_steps(steps: Sequence[Step], city: str) -> list[Wanted]:
    return [
        Wanted(
            step.key,
            need,
            "" if need.source == city else need.source,
            step.offset_minutes + step.due_minutes,
        )
        for step in steps
        for need in step.needs
    ]


def _of_asks(document: Document, steps: Sequence[Step], city: str) -> list[Wanted]:
    """Return what the plan asks of others; an ask of a step that has it as a need once only."""
    keys = {step.key for step in steps}
    had = {(need.source, need.what) for step in steps for need in step.needs if need.source}
    return [
        Wanted(ask.step, ask, ask.city, ask.within_minutes)
        for ask in document.asks
        if ask.city
        and ask.city != city
        and (not ask.step or ask.step in keys)
        and (ask.city, ask.what) not in had
    ]


def _known(whats: list[str]) -> set[str]:
    """Return those of these that are a kind of team or a supply. One query."""
    codes = Supply.objects.filter(code__in=whats).values_list("code", flat=True)
    return {what for what in whats if what in TeamKind.values} | set(codes)


def _promised(offers: list[Promise], giver: str, taker: str, what: str) -> int:
    return sum(
        each.quantity
        for each in offers
        if each.giver == giver and each.taker in {"", taker} and each.what == what
    )
