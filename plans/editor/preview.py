"""The plan as it would run: its steps in a table and on a line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.words import ROMAN
from plans.document.shape import Document, Step
from plans.editor.choices import name_of, titled
from plans.graph import critical_path, timed

# The picture's own units; it is drawn to the width of its panel.
WIDTH: Final = 720
LABEL: Final = 208
ROW: Final = 24
TOP: Final = 26
# Minutes between two lines of the grid: the first that gives few enough.
GRIDS: Final = (5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 10080)
MOST_LINES: Final = 8
LETTERS: Final = 15  # Chinese; twice as many Latin


@dataclass(frozen=True, slots=True)
class Bar:
    """A step on the line of time, in the units of the picture."""

    key: str
    title: str
    x: float
    y: int
    width: float
    critical: bool
    says: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid."""

    x: float
    says: str


@dataclass(frozen=True, slots=True)
class Line:
    """A step in the table."""

    key: str
    title: str
    role: str
    starts: str
    finishes: str
    levels: str
    after: str
    critical: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What the preview shows; ``problem`` when the steps have no order."""

    lines: list[Line]
    bars: list[Bar]
    ticks: list[Tick]
    links: list[str]
    height: int
    ends: str
    critical: list[str]
    problem: str = ""
    width: int = WIDTH
    label: int = LABEL


def preview_of(document: Document) -> Preview:
    """Return the preview of a plan's steps, whatever state they are in."""
    steps = list(document.steps)
    try:
        times = timed(steps)
    except Invalid as refusal:
        rows = [_line(document, step, None, ()) for step in steps]
        return Preview(rows, [], [], [], 0, "", [], problem=str(refusal))
    path = critical_path(steps, times)
    end = max((each.finish for each in times.values()), default=0)
    scale = (WIDTH - LABEL - 12) / max(end, 1)
    bars = [_bar(step, times, scale, place, path) for place, step in enumerate(steps)]
    by_key = {bar.key: bar for bar in bars}
    return Preview(
        lines=[_line(document, step, times[step.key], path) for step in steps],
        bars=bars,
        ticks=_ticks(end, scale),
        links=[
            _link(by_key[before], by_key[step.key]) for step in steps for before in step.after
        ],
        height=TOP + ROW * len(steps) + 6,
        ends=clock(end),
        critical=path,
    )


def clock(minutes: float) -> str:
    """Return minutes after the activation, like ``T+1:30``."""
    whole = round(minutes)
    return f"T+{whole // 60}:{whole % 60:02}"


def _bar(step: Step, times: Any, scale: float, place: int, path: list[str]) -> Bar:
    time = times[step.key]
    says = _("%(key)s %(title)s: %(start)s to %(finish)s") % {
        "key": step.key,
        "title": titled(step),
        "start": clock(time.start),
        "finish": clock(time.finish),
    }
    return Bar(
        key=step.key,
        title=_short(f"{step.key} {titled(step)}"),
        x=round(LABEL + time.start * scale, 1),
        y=TOP + place * ROW,
        width=round(max((time.finish - time.start) * scale, 3), 1),
        critical=step.key in path,
        says=says,
    )


def _line(document: Document, step: Step, time: Any, path: Sequence[str]) -> Line:
    role = document.role(step.role)
    return Line(
        key=step.key,
        title=titled(step),
        role=name_of(role) if role else "",
        starts=clock(time.start) if time else "",
        finishes=clock(time.finish) if time else "",
        levels=" ".join(ROMAN[level] for level in step.levels),
        after=", ".join(step.after),
        critical=step.key in path,
    )


def _link(before: Bar, bar: Bar) -> str:
    """Return the path from the end of one bar to the beginning of another."""
    from_x, from_y = before.x + before.width, before.y + ROW / 2
    to_x, to_y = bar.x, bar.y + ROW / 2
    turn = max(from_x + 5, to_x - 5)
    return f"M{from_x:.1f} {from_y:.0f}H{turn:.1f}V{to_y:.0f}H{to_x:.1f}"


def _ticks(end: float, scale: float) -> list[Tick]:
    gap = next((gap for gap in GRIDS if end / gap <= MOST_LINES), GRIDS[-1])
    gap *= ceil(end / gap / MOST_LINES) or 1
    return [Tick(round(LABEL + at * scale, 1), clock(at)) for at in range(0, int(end) + 1, gap)]


def _short(text: str) -> str:
    """Cut a text to the width of the labels; a Chinese sign is two letters wide."""
    wide = 0
    for place, letter in enumerate(text):
        wide += 2 if ord(letter) > 0x2E80 else 1
        if wide > 2 * LETTERS:
            return text[:place] + "…"
    return text
