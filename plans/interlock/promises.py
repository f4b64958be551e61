"""What cities promise each other, and what they count on: read from the plans in force.

Pure reading. A city's offers of several plans add up, and so do its asks: all its plans
may be called in one night. An ask without a time is met at any time; an offer that names
no time meets only such an ask.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from plans.document import Ask, Document, Offer, Step, StepNeed, read_document
from plans.models import PlanVersion
from resources.actions.capable import abilities, able_to

PARTS = ("asks", "offers", "steps")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a published plan offers, or asks, between two cities.

    ``giver`` is empty in an ask of any of the others, ``taker`` in an offer to any of
    them. ``step`` is the step of an ask that needs it, ``plan`` and ``version`` are ids.
    """

    giver: str
    taker: str
    what: str
    quantity: int
    capabilities: tuple[str, ...]
    within_minutes: int
    key: str
    step: str
    step_title: str
    step_title_en: str
    terms: str
    plan: str
    version: str
    number: int
    title: str
    title_en: str

    def covers(self, ask: "Promise") -> bool:
        """Return whether this offer is of any use to ``ask``, whatever the quantity."""
        return (
            self.what == ask.what
            and self.giver in {ask.giver or self.giver} - {ask.taker}
            and self.taker in {"", ask.taker}
            and set(ask.capabilities) <= set(self.capabilities)
            and (not ask.within_minutes or 0 < self.within_minutes <= ask.within_minutes)
        )


def promises(what: str | None = None) -> list[Promise]:
    """Return the offers of the plans in force, of one thing or of all. One query."""
    return [each for each in interlocked()[1] if what in {None, each.what}]


def offered_by(givers: Iterable[str]) -> list[Promise]:
    """Return what the plans in force of these cities offer, as it is written. One query."""
    versions = _in_force().filter(plan__city__in=set(givers))
    return [offer for version in versions for offer in _offers_of(version, _said(version))]


def asks(what: str | None = None) -> list[Promise]:
    """Return what the plans in force count on from other cities. One query."""
    return [each for each in interlocked()[0] if what in {None, each.what}]


def interlocked() -> tuple[list[Promise], list[Promise]]:
    """Return the asks and the offers of all real plans in force.

    One query, and one for each kind of thing where an ask names capabilities: what
    always comes with a kind counts as offered.
    """
    asked: list[Promise] = []
    offered: list[Promise] = []
    for version in _in_force():
        said = _said(version)
        asked += _asks_of(version, said)
        offered += _offers_of(version, said)
    return asked, _able(offered) if any(ask.capabilities for ask in asked) else offered


def _in_force() -> QuerySet[PlanVersion]:
    found = PlanVersion.objects.filter(state=PlanVersion.State.PUBLISHED, exercise=None)
    return found.select_related("plan").order_by("plan__city", "plan__title", "pk")


def _said(version: PlanVersion) -> Document:
    return read_document({part: version.document.get(part, []) for part in PARTS})


def met_by(ask: Promise, offers: Iterable[Promise]) -> int:
    """Return how much of ``ask`` the offers cover if nobody else calls on them."""
    return min(ask.quantity, sum(each.quantity for each in offers if each.covers(ask)))


def _able(offers: list[Promise]) -> list[Promise]:
    kinds = {(o.what, o.capabilities) for o in offers}
    given_by = abilities()
    able = {key: tuple(sorted(able_to(*key, given_by))) for key in kinds}
    return [replace(o, capabilities=able[o.what, o.capabilities]) for o in offers]


def _asks_of(version: PlanVersion, said: Document) -> list[Promise]:
    city = version.plan.city_id
    steps = {step.key: step for step in said.steps}
    found = [
        _promise(version, each, giver=each.city, taker=city, step=steps.get(each.step))
        for each in said.asks
        if each.what and each.city != city
    ]
    known = {(each.giver, each.what) for each in found}
    for step in said.steps:  # What a step takes from a neighbour counts, if nowhere asked.
        for need in step.needs:
            if not need.source or need.source == city or (need.source, need.what) in known:
                continue
            made = _promise(version, need, giver=need.source, taker=city, step=step)
            found.append(replace(made, key=f"{step.key}/{need.what}"))
    return found


def _offers_of(version: PlanVersion, said: Document) -> list[Promise]:
    city = version.plan.city_id
    return [
        replace(
            _promise(version, each, giver=city, taker=each.city, step=None), terms=each.terms
        )
        for each in said.offers
        if each.what and each.city != city
    ]


def _promise(
    version: PlanVersion,
    part: Ask | Offer | StepNeed,
    *,
    giver: str,
    taker: str,
    step: Step | None,
) -> Promise:
    return Promise(
        giver=giver,
        taker=taker,
        what=part.what,
        quantity=part.quantity,
        capabilities=part.capabilities,
        within_minutes=getattr(part, "within_minutes", 0),
        key=getattr(part, "key", ""),
        step=step.key if step else "",
        step_title=step.title if step else "",
        step_title_en=step.title_en if step else "",
        terms="",
        plan=str(version.plan_id),
        version=str(version.pk),
        number=version.number,
        title=version.plan.title,
        title_en=version.plan.title_en,
    )
