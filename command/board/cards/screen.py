"""Everything together."""

from dataclasses import dataclass, field
from typing import Any

from command.board.cards.incidents import IncidentList, Peek
from command.board.cards.news import FeedLine, Times
from command.board.cards.standing import CityTile, Forces, Gauges
from command.board.cards.waiting import AlarmBar, AlarmStrip, Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Everything on the joint command screen."""

    incidents: IncidentList
    cities: tuple[CityTile, ...]
    decisions: tuple[Decision, ...]
    forces: Forces
    gauges: Gauges
    times: Times
    alarm: AlarmBar | None = None
    alarms: AlarmStrip = field(default_factory=AlarmStrip)
    peek: Peek | None = None
    feed: tuple[FeedLine, ...] = ()
    start: dict[str, Any] = field(default_factory=dict)
