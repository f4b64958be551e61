"""What waits for somebody: decisions, and the alarm in the bar."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Consequence:
    """One line of what a decision costs. ``tone``: empty, ``short`` or ``none``."""

    label: str
    value: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that waits for the reader. ``key`` names it in the address of the answer.

    ``quantity`` is how much would be given, where that can be chosen. Where more than one
    signature is ``needed``, ``signed`` is how many there are. ``link`` is where more of it
    stands, in words; what has no ``approve`` at all (``is_seen``) is only looked at there.
    """

    kind: str
    key: str
    level: int
    title: str
    asker: str
    asked_at: datetime
    basis: str = ""
    approve: str = ""
    decline: str = ""
    may_decline: bool = True
    quantity: int | None = None
    signed: int = 0
    needed: int = 1
    consequences: tuple[Consequence, ...] = ()
    incident: str = ""
    link: str = ""
    link_word: str = ""
    is_seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmBar:
    """The most urgent unacknowledged alarm, and how many wait behind it.

    ``newest`` is the youngest of those of level I and II, ``grave`` how many they are;
    ``may``: the reader may acknowledge it.
    """

    id: str
    level: int
    tag: str
    title: str
    raised_at: datetime
    where: str = ""
    more: int = 0
    lat: float | None = None
    lon: float | None = None
    flash: bool = False
    newest: str = ""
    grave: int = 0
    may: bool = True
    drill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmLine:
    """One row of the alarms that wait: one alarm, or those of one cause by the first.

    Whoever ``may`` answers the ``group`` from here, as far as it is shown: ``until``.
    """

    id: str
    level: int
    count: int
    name: str
    what: str
    raised_at: datetime
    is_group: bool = False
    is_over: bool = False
    drill: bool = False
    group: str = ""
    until: str = ""
    may: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flood:
    """More new alarms than one person can read: how many, since when, and what is folded."""

    count: int
    since: datetime
    minutes: int
    folded: int
    groups: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmStrip:
    """The alarms that wait; ``rest`` of them in ``rest_groups`` have no row of their own."""

    lines: tuple[AlarmLine, ...] = ()
    rest: int = 0
    rest_level: int = 0
    rest_groups: int = 0
    waiting: int = 0
    grave: int = 0
    flood: Flood | None = None
