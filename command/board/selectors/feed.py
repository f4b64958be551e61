"""The live feed, and what the page needs to follow it without a gap."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from command.board.cards import FeedLine
from command.board.selectors.sight import Sight
from command.board.selectors.units import letters
from command.core import follow, journal
from command.core.tongues import reader

LINES = 30
MANY = 12  # facts about alarms among the newest are a flood
ALARMS = 3  # of them stand by themselves
# Steps on the way of an order to its people: the task's own page tells them, the feed
# would drown in them.
QUIET = (
    "task.created", "task.handed", "task.delivered", "task.read",
    "message.addressed", "message.delivered", "message.read", "report.edited",
    "plan.drafted", "sos.told", "sos.moved",
)  # fmt: skip

# First word of a kind → the tab it belongs to, the word on its tag, and its tone.
Described = tuple[str, str, str]


def described() -> dict[str, Described]:
    """Return group, tag and tone by the first word of a kind, in the reader's language."""
    order, report, decision = _("Order"), _("Report"), _("Decision")
    alarm, force, event = _("Alarm"), _("Forces"), _("Event")
    return {
        "sos": ("other", "SOS", "sos"),
        "order": ("orders", order, "act"),
        "task": ("orders", order, "act"),
        "message": ("orders", order, "act"),
        "instruction": ("orders", _("Instruction"), "act"),
        "call": ("reports", _("Call"), ""),
        "report": ("reports", report, ""),
        "figure": ("reports", report, ""),
        "sitrep": ("reports", report, ""),
        "note": ("reports", report, ""),
        "image": ("reports", report, ""),
        "response": ("decisions", decision, "act"),
        "proposal": ("decisions", decision, "act"),
        "command": ("decisions", decision, "act"),
        "decision": ("decisions", decision, "act"),
        "consultation": ("decisions", decision, "act"),
        "operation": ("decisions", decision, "act"),
        "obligation": ("decisions", decision, "act"),
        "grade": ("decisions", decision, "act"),
        "request": ("decisions", decision, "act"),
        "offer": ("decisions", decision, "act"),
        "plan": ("decisions", _("Plan"), "act"),
        "activation": ("decisions", _("Plan"), "act"),
        "alarm": ("other", alarm, "warn"),
        "warning": ("other", alarm, "warn"),
        "notification": ("other", _("Notice"), "warn"),
        "city_link": ("other", _("Line"), "warn"),
        "feature": ("other", _("Map"), ""),
        "shift": ("other", _("Watch"), ""),
        "handover": ("other", _("Watch"), ""),
        "team": ("other", force, ""),
        "stock": ("other", force, ""),
        "deployment": ("other", force, ""),
        "incident": ("other", event, ""),
        "": ("other", _("System"), ""),
    }


def feed(sight: Sight) -> tuple[FeedLine, ...]:
    """Return the newest facts of the rooms in sight, inboxes left out. One query."""
    return feed_of(room for room in sight.rooms if not room.startswith("person."))


def feed_of(rooms: Iterable[str]) -> tuple[FeedLine, ...]:
    """Return the newest facts of some rooms, newest first. One query, in a flood two.

    A flood of alarms does not wash the rest away: the newest stand, then one line counts,
    as ``feed.js`` does.
    """
    found = list(rooms)
    newest = journal.latest(found, limit=2 * LINES, without=QUIET)
    alarms = [frame for frame in newest if _is_of_an_alarm(frame)]
    if len(alarms) <= MANY:
        return feed_lines(newest)
    told = sorted({str(frame["kind"]) for frame in alarms})
    others = journal.latest(found, limit=LINES, without=[*QUIET, *told])
    shown = sorted([*others, *alarms[: ALARMS + 1]], key=_told_at, reverse=True)
    lines = feed_lines(shown)
    at = alarms[ALARMS]["seq"], alarms[ALARMS]["room"]
    said = _("%(n)d more facts about alarms, and older ones; all are in the log") % {
        "n": len(alarms) - ALARMS
    }
    return tuple(replace(x, text=said) if (x.seq, x.room) == at else x for x in lines)


def feed_lines(
    frames: Iterable[dict[str, Any]], by: str = "recorded_at"
) -> tuple[FeedLine, ...]:
    """Return messages of the journal as lines, in their order, with the time asked for."""
    tags = described()
    return tuple(_line(f, tags, by) for f in frames if not _is_a_copy(f))[:LINES]


def start(sight: Sight) -> dict[str, Any]:
    """Return what the screen begins with: heads of rooms, words of a feed, where units are."""
    return {
        **follow.start_of(*sight.rooms),
        **words_of_feed(),
        "letters": letters(),
        "units_url": reverse("board-units"),
    }


def words_of_feed() -> dict[str, Any]:
    """Return what a feed on a page says of kinds of facts."""
    return {"tags": described(), "quiet": QUIET}


def _is_of_an_alarm(frame: dict[str, Any]) -> bool:
    return str(frame["kind"]).startswith("alarm.")


def _told_at(frame: dict[str, Any]) -> tuple[str, int]:
    return str(frame["recorded_at"]), int(frame["seq"])


def _is_a_copy(frame: dict[str, Any]) -> bool:
    """Return whether this tells a person of an exercise what the incident's room tells all.

    ``feed.js`` leaves out the same.
    """
    return str(frame["kind"]).startswith("task.") and str(frame["room"]).startswith("exercise.")


def _line(frame: dict[str, Any], tags: dict[str, Described], by: str) -> FeedLine:
    language = reader()
    group, tag, tone = tags.get(str(frame["kind"]).split(".")[0], tags[""])
    return FeedLine(
        room=frame["room"],
        origin=frame["origin"],
        seq=frame["seq"],
        at=datetime.fromisoformat(frame[by]),
        group=group,
        tag=tag,
        tone=tone,
        text=frame["says"].get(language, frame["kind"]),
    )
