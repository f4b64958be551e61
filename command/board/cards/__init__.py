"""What the joint command screen shows: frozen cards, made by selectors, drawn by templates.

A level is 1 to 4, gravest first; 0 stands for an event that nobody has graded yet.
Every card of a live thing carries the moment of its data and the interval in which
new data is expected, so that the page can say how old it is.
"""

from command.board.cards.common import UNRATED, Age, LevelCount
from command.board.cards.incidents import Fact, IncidentList, IncidentRow, Peek
from command.board.cards.news import FeedLine, Tick, Times
from command.board.cards.screen import Screen
from command.board.cards.standing import CityTile, ForceCell, ForceRow, Forces, Gauge, Gauges
from command.board.cards.waiting import (
    AlarmBar,
    AlarmLine,
    AlarmStrip,
    Consequence,
    Decision,
    Flood,
)

__all__ = [
    "UNRATED",
    "Age",
    "AlarmBar",
    "AlarmLine",
    "AlarmStrip",
    "CityTile",
    "Consequence",
    "Decision",
    "Fact",
    "FeedLine",
    "Flood",
    "ForceCell",
    "ForceRow",
    "Forces",
    "Gauge",
    "Gauges",
    "IncidentList",
    "IncidentRow",
    "LevelCount",
    "Peek",
    "Screen",
    "Tick",
    "Times",
]
