"""The design page: every element in every state, and the whole screen, with examples."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from command.board import examples, panels, words
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
