"""The design page: every element in every state, and the whole screen, with examples."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from command.board import cards, examples, panels, words
from command.board.selectors import alarms
from command.board.views import speaking

SWATCHES = (
    "bg-0", "bg-1", "bg-2", "bg-3", "tx-1", "tx-2", "tx-3",
    "act", "s1", "s2", "s3", "s4", "s0", "drill",
)  # fmt: skip


@require_GET
@speaking
def elements(request: HttpRequest) -> HttpResponse:
    """Show every element in every state."""
    return render(request, "design/index.html", elements_context())


@require_GET
@speaking
def screen(request: HttpRequest) -> HttpResponse:
    """Show the whole screen with example cards."""
    return render(request, "board/cop.html", screen_context())


def screen_context() -> dict[str, Any]:
    """Return the screen made of examples."""
    return panels.screen_context(examples.screen()) | {
        "example": True,
        "drill": True,
        "selected": examples.peek().id,
    }


def elements_context() -> dict[str, Any]:
    """Return what the design page shows."""
    said = words.for_scripts()
    return screen_context() | {
        "live": False,
        "swatches": SWATCHES,
        "levels": (1, 2, 3, 4, 0),
        "ages": [examples.age(seconds) for seconds in (4, 90, 252)],
        "alarms": examples.alarms(),
        "flooded": flooded(),
        "quiet": examples.no_incidents(),
        "no_gauges": examples.no_gauges(),
        "none": (),
        "since": examples.ago(190),
        "caught_up": said["caught_up"].format(n=12),
        "attempt": said["attempt"].format(n=3, s=8),
        "failed": said["failed"].format(time="12:03:21"),
        "retry": said["retry"],
        "approve_word": _("Approve"),
    }


def flooded() -> cards.AlarmStrip:
    """Return a flood made of the examples: the grave by themselves, the rest by cause."""
    bars = [bar for bar in examples.alarms() if not bar.flash]
    lines = tuple(
        cards.AlarmLine(
            id=bar.id,
            level=bar.level,
            count=1 if bar.level <= alarms.GRAVE else 37,
            name=bar.title,
            what=bar.where,
            raised_at=bar.raised_at,
            is_group=bar.level > alarms.GRAVE,
        )
        for bar in bars
    )
    waiting = sum(line.count for line in lines) + 120
    return cards.AlarmStrip(
        lines=lines,
        rest=120,
        rest_level=4,
        rest_groups=5,
        waiting=waiting,
        flood=cards.Flood(
            count=waiting, since=examples.ago(300), minutes=10, folded=waiting - 2, groups=7
        ),
    )
