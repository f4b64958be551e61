"""What a plan says, as data. A draft may leave out what the compiler will ask for.

Minutes are whole; regions are codes, empty for the city of the plan; levels are response
levels 1 (gravest) to 4, none for all. ``what`` is a kind of team or a code of supply.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from command.core.models import Duty, Organisation
from command.tasking.lifecycle import TaskKind
from plans.document.rules import (
    LARGEST,
    LEVEL,
    MINUTES,
    Flag,
    Key,
    Listed,
    Number,
    OneOf,
    Parts,
    Place,
    Text,
    Whole,
    is_,
)

FORMAT: Final = "joint-command/plan/1"
ORGANISATION: Final = "organisation"
POST: Final = "post"
OWNERS: Final[Mapping[str, list[str]]] = {
    ORGANISATION: list(Organisation.Kind.values),
    POST: list(Duty.Post.values),
}
OWNER_NAMES: Final = sorted({name for names in OWNERS.values() for name in names})
MOST_STEPS: Final = 200
CITY: Final = OneOf(("", "150100", "150200", "150600", "150900"))
# The chapters of a plan (突发事件应急预案管理办法, State Council office, 2024, no. 5).
CHAPTERS: Final[Mapping[str, str | Promise]] = {
    "purpose": pgettext_lazy("plan chapter", "Purpose"),
    "basis": pgettext_lazy("plan chapter", "Legal basis"),
    "scope": pgettext_lazy("plan chapter", "Scope"),
    "risk": pgettext_lazy("plan chapter", "Risk and what may happen"),
    "organisation": pgettext_lazy("plan chapter", "Organisation and duties"),
    "warning": pgettext_lazy("plan chapter", "Monitoring and warning"),
    "response": pgettext_lazy("plan chapter", "Response"),
    "recovery": pgettext_lazy("plan chapter", "Recovery"),
    "support": pgettext_lazy("plan chapter", "Support"),
    "management": pgettext_lazy("plan chapter", "Plan management"),
    "other": pgettext_lazy("plan chapter", "Other"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter in words."""

    key: str = is_(Key())
    part: str = is_(OneOf(tuple(CHAPTERS)))
    title: str = is_(Text(0, 120), "")
    text: str = is_(Text(0, 20_000), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that must hold.

    ``grade``, ``warning`` and ``response``: at least as grave as level ``value`` (at most with
    the op ``<=``). ``reading``: the value of the sensor, named by its station and quantity
    like ``D-ZJF.H``, is ``op`` ``value``. ``hand``: somebody says so;
    ``says`` is the question.
    """

    on: str = is_(OneOf(("grade", "warning", "response", "reading", "hand")))
    op: str = is_(OneOf((">=", "<=")), ">=")
    value: float = is_(Number(-LARGEST, LARGEST), 0)
    sensor: str = is_(Text(0, 40), "")
    says: str = is_(Text(0, 120), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """When the plan is suggested: all of ``when`` hold. Any one trigger suffices."""

    key: str = is_(Key())
    title: str = is_(Text(0, 120), "")
    title_en: str = is_(Text(0, 160), "")
    when: tuple[Condition, ...] = is_(Parts(Condition, 8), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Somebody with a part in the plan: a kind of organisation or a post, in a region."""

    key: str = is_(Key())
    name: str = is_(Text(0, 60), "")
    name_en: str = is_(Text(0, 80), "")
    owner_kind: str = is_(OneOf(tuple(OWNERS)), ORGANISATION)
    owner: str = is_(OneOf(("", *OWNER_NAMES)), "")
    region: str = is_(Place(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepNeed:
    """What a step takes. ``source``: the neighbour who is asked for it, empty for own stock."""

    what: str = is_(Text(0, 16), "")
    quantity: int = is_(Whole(1, LARGEST), 1)
    capabilities: tuple[str, ...] = is_(Listed(Text(1, 20), 8), ())
    source: str = is_(CITY, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to be done, and by whom.

    ``offset_minutes`` counts from the activation, ``due_minutes`` from the order. ``after``
    names the steps to be completed before, ``when`` what must hold besides. With
    ``repeat_minutes`` it is done again and again until the plan ends (a patrol).
    """

    key: str = is_(Key())
    title: str = is_(Text(0, 120), "")
    title_en: str = is_(Text(0, 160), "")
    detail: str = is_(Text(0, 2000), "")
    kind: str = is_(OneOf(tuple(TaskKind.values)), TaskKind.HAZARD_CONTROL.value)
    role: str = is_(Key("may"), "")
    region: str = is_(Place(), "")
    place: str = is_(Text(0, 120), "")
    offset_minutes: int = is_(MINUTES, 0)
    due_minutes: int = is_(MINUTES, 0)
    repeat_minutes: int = is_(MINUTES, 0)
    levels: tuple[int, ...] = is_(Listed(LEVEL, 4), ())
    after: tuple[str, ...] = is_(Listed(Key(), MOST_STEPS), ())
    when: tuple[Condition, ...] = is_(Parts(Condition, 8), ())
    checklist: tuple[str, ...] = is_(Listed(Text(1, 200), 30), ())
    needs: tuple[StepNeed, ...] = is_(Parts(StepNeed, 20), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Whom the activation tells, and what.

    ``to``: the key of a role (``role``), a post (``post``), a kind of organisation
    (``organisation``) or a list of contacts (``contacts``). With ``counties`` it goes to
    those of every banner, county and district of the city as well.
    """

    key: str = is_(Key())
    to_kind: str = is_(OneOf(("role", "post", "organisation", "contacts")), "role")
    to: str = is_(Text(0, 40), "")
    region: str = is_(Place(), "")
    counties: bool = is_(Flag(), False)
    text: str = is_(Text(0, 300), "")
    text_en: str = is_(Text(0, 400), "")
    offset_minutes: int = is_(MINUTES, 0)
    levels: tuple[int, ...] = is_(Listed(LEVEL, 4), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the plan counts on from another city; ``step`` is the step that needs it."""

    key: str = is_(Key())
    city: str = is_(CITY, "")
    what: str = is_(Text(0, 16), "")
    quantity: int = is_(Whole(1, LARGEST), 1)
    capabilities: tuple[str, ...] = is_(Listed(Text(1, 20), 8), ())
    within_minutes: int = is_(MINUTES, 0)
    step: str = is_(Key("may"), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the city promises another, or any of the three (``city`` empty)."""

    key: str = is_(Key())
    city: str = is_(CITY, "")
    what: str = is_(Text(0, 16), "")
    quantity: int = is_(Whole(1, LARGEST), 1)
    capabilities: tuple[str, ...] = is_(Listed(Text(1, 20), 8), ())
    within_minutes: int = is_(MINUTES, 0)
    terms: str = is_(Text(0, 300), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A plan as data."""

    chapters: tuple[Chapter, ...] = is_(Parts(Chapter, 60), ())
    triggers: tuple[Trigger, ...] = is_(Parts(Trigger, 20), ())
    roles: tuple[Role, ...] = is_(Parts(Role, 60), ())
    steps: tuple[Step, ...] = is_(Parts(Step, MOST_STEPS), ())
    notices: tuple[Notice, ...] = is_(Parts(Notice, 60), ())
    asks: tuple[Ask, ...] = is_(Parts(Ask, 60), ())
    offers: tuple[Offer, ...] = is_(Parts(Offer, 60), ())

    def role(self, key: str) -> Role | None:
        """Return the role of that key."""
        return next((role for role in self.roles if role.key == key), None)

    def at_level(self, level: int) -> "list[Step]":
        """Return the steps that response level ``level`` (1 to 4; 0 for all) asks for."""
        return [s for s in self.steps if not level or not s.levels or level in s.levels]
