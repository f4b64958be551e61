"""What the steps of a plan take, and what is lacking for it tonight."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from plans.document import Ask, Document, Step, StepNeed
from plans.interlock.promises import Promise, promises
from resources.dispatch.selectors.cost import costs
from resources.lifecycle import TeamKind
from resources.models import Supply


@dataclass(frozen=True, slots=True)
class Lack:
    """So much of something: of the city's own (``asked`` empty), or asked of another city.

    ``have`` is what is available there now, ``promised`` what the other city's plans offer.
    ``key`` names the need within the plan.
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


Wanted = tuple[str, str, StepNeed | Ask, str, int]


def lacks(
    document: Document, steps: Sequence[Step], city: str, world: UUID | None
) -> tuple[Lack, ...]:
    """Return what these steps take, each against what there is. Few queries for all."""
    wanted = [*_of_steps(steps, city), *_of_asks(document, steps, city)]
    if not wanted:
        return ()
    known = _known([each[2].what for each in wanted])
    wanted = [each for each in wanted if each[2].what in known]
    there = {(asked or city, need.what): need.quantity for _k, _s, need, asked, _m in wanted}
    of = {(cost.city, cost.what): cost for cost in costs(there, world)}
    offers = promises() if any(each[3] for each in wanted) else []
    found = []
    for key, step, need, asked, within in wanted:
        cost = of[asked or city, need.what]
        found.append(
            Lack(
                key=key,
                step=step,
                what=need.what,
                name=cost.name,
                unit=cost.unit,
                quantity=need.quantity,
                capabilities=need.capabilities,
                asked=asked,
                within_minutes=within,
                have=cost.available,
                promised=_promised(offers, asked, city, need),
            )
        )
    return tuple(found)


def _of_steps(steps: Sequence[Step], city: str) -> list[Wanted]:
    return [
        (
            f"{step.key}/{number}",
            step.key,
            need,
            "" if need.source == city else need.source,
            step.offset_minutes + step.due_minutes,
        )
        for step in steps
        for number, need in enumerate(step.needs, 1)
    ]


def _of_asks(document: Document, steps: Sequence[Step], city: str) -> list[Wanted]:
    """Return what the plan asks of others; an ask of a step that has it as a need once only."""
    keys = {step.key for step in steps}
    had = {(need.source, need.what) for step in steps for need in step.needs if need.source}
    return [
        (ask.key, ask.step, ask, ask.city, ask.within_minutes)
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


def _promised(offers: list[Promise], giver: str, taker: str, need: StepNeed | Ask) -> int:
    return sum(
        each.quantity
        for each in offers
        if each.giver == giver and each.taker in {"", taker} and each.what == need.what
    )
