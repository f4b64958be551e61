"""What the pages of readiness show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import holds
from command.core.tongues import is_english
from plans.models import Plan
from plans.readiness.actions.run import MAY_RUN
from plans.readiness.numbers import numbers_of
from plans.readiness.pure.facts import Numbers
from plans.readiness.selectors import (
    ReadinessCard,
    backtest_of,
    newest,
    past_runs,
    readiness_of,
    table,
)

WIDE, HIGH = 240, 40  # of a histogram, in its own units
SIGNS = {"good": "✓", "fair": "!", "weak": "✕"}
WORST = 4


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance as it is shown: percent, a sign of its own, and how it is called."""

    percent: int
    state: str
    sign: str


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause in the reader's language, and its share in percent."""

    says: str
    share: int


@dataclass(frozen=True, slots=True)
class Row:
    """One plan and how ready it is."""

    plan: Plan
    city: str
    card: ReadinessCard | None
    chance: Chance | None
    kept: int
    change: int | None
    worst: list[tuple[str, Chance]]
    more: int
    causes: list[Cause]
    at: datetime | None
    may_run: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram; ``late`` beyond the deadline."""

    x: float
    y: float
    width: float
    height: float
    late: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a plan with its spread."""

    key: str
    title: str
    role: str
    deadline: int
    chance: Chance
    spread: tuple[str, str, str]
    bars: list[Bar]
    line: float
    low: int
    high: int
    never: int


def context(person: Person, city: str = "") -> dict[str, Any]:
    """Return what the table of all plans shows, the weakest first."""
    # Each city once, however many plans it has.
    numbers = cache(numbers_of)
    runs = cache(lambda place: holds(person, MAY_RUN, region=place))
    rows = [
        _row(plan, card, numbers, may_run=plan.origin == person.origin and runs(plan.city_id))
        for plan, card in table(person)
        if not city or plan.city_id == city
    ]
    rows.sort(key=lambda row: (row.card is None, row.card.chance if row.card else 1))
    return {
        "rows": rows,
        "city": city,
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        "read_at": now(),
    }


def of_plan(plan_id: UUID, person: Person) -> dict[str, Any]:
    """Return what the page of one plan shows."""
    plan, card = readiness_of(plan_id, person)
    shown: dict[str, Any] = {
        "row": _row(plan, card, numbers_of, may_run=_may_run(plan, person)),
        "steps": [],
        "wide": WIDE,
        "high": HIGH,
        "history": _history(past_runs(plan_id)),
        "real": backtest_of(plan_id, person),
    }
    run = newest(plan_id)
    if run is not None:
        facts = {step["key"]: step for step in run.facts["steps"]}
        roles = {role["key"]: role for role in run.facts["roles"]}
        numbers = numbers_of(plan.city_id)
        shown["steps"] = [
            _step(step, facts[step["key"]], roles, run.runs, numbers)
            for step in run.outcome["steps"]
        ]
        shown["night"] = run.facts["night"]
    return shown


def chance(value: float, numbers: Numbers) -> Chance:
    """Return a chance as it is shown. Nothing but certainty is shown as 0 or 100."""
    percent = round(value * 100)
    if 0 < value < 1:
        percent = min(99, max(1, percent))
    state = "good" if value >= numbers.good else "weak" if value < numbers.weak else "fair"
    return Chance(percent, state, SIGNS[state])


def _may_run(plan: Plan, person: Person) -> bool:
    return plan.origin == person.origin and holds(person, MAY_RUN, region=plan.city_id)


def _row(
    plan: Plan,
    card: ReadinessCard | None,
    numbers_for: Callable[[str], Numbers],
    *,
    may_run: bool,
) -> Row:
    city = regions.name(plan.city_id)
    if card is None:
        return Row(plan, city, None, None, 0, None, [], 0, [], None, may_run)
    numbers = numbers_for(plan.city_id)
    worst = sorted(card.deadlines, key=lambda each: (each["chance"], each["deadline"]))
    language = "zh" if _in_chinese() else "en"
    return Row(
        plan=plan,
        city=city,
        card=card,
        chance=chance(card.chance, numbers),
        kept=round(card.kept * 100),
        change=round((card.chance - card.before) * 100) if card.before is not None else None,
        worst=[(each["key"], chance(each["chance"], numbers)) for each in worst[:WORST]],
        more=max(0, len(worst) - WORST),
        causes=[Cause(each[language], round(each["share"] * 100)) for each in card.causes],
        at=datetime.fromisoformat(card.at),
        may_run=may_run,
    )


def _step(
    step: dict[str, Any],
    fact: dict[str, Any],
    roles: dict[str, Any],
    runs: int,
    numbers: Numbers,
) -> StepRow:
    low, high = step["low"], step["high"]
    scale = WIDE / max(high - low, 1)
    line = (step["deadline"] - low) * scale
    width = WIDE / len(step["bars"])
    top = max(max(step["bars"]), 1)
    bars = [
        Bar(
            x=round(n * width, 2),
            y=round(HIGH - count / top * HIGH, 2),
            width=round(width - 1, 2),
            height=round(count / top * HIGH, 2),
            late=(n + 0.5) * width > line,
        )
        for n, count in enumerate(step["bars"])
        if count
    ]
    role = roles.get(fact["role"], {"name": fact["role"], "name_en": ""})
    return StepRow(
        key=step["key"],
        title=_said(fact["title"], fact["title_en"]),
        role=_said(role["name"], role["name_en"]),
        deadline=round(step["deadline"]),
        chance=chance(step["chance"], numbers),
        spread=(_minutes(step["p10"]), _minutes(step["p50"]), _minutes(step["p90"])),
        bars=bars,
        line=round(line, 2),
        low=round(low),
        high=round(high),
        never=round(step["never"] / runs * 100),
    )


def _history(past: list[tuple[datetime, float, int]]) -> dict[str, Any]:
    """Return the chances of the last runs as a line, oldest first."""
    runs = past[::-1]
    step = WIDE / max(len(runs) - 1, 1)
    points = [(n * step, HIGH - value * HIGH) for n, (_at, value, _version) in enumerate(runs)]
    return {"points": " ".join(f"{x:.1f},{y:.1f}" for x, y in points), "count": len(runs)}


def _minutes(value: float) -> str:
    return "∞" if value < 0 else str(round(value))


def _said(zh: str, en: str) -> str:
    return zh if _in_chinese() or not en else en


def _in_chinese() -> bool:
    return not is_english()
