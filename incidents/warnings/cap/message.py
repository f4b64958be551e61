"""One warning message, in no dialect: what both ways of writing it say."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from incidents.warnings.lifecycle import Certainty, Handling, Kind, Urgency

Point = tuple[float, float]  # latitude, longitude
Ring = tuple[Point, ...]
Circle = tuple[float, float, float]  # latitude, longitude, metres

SEVERITY_CAP12 = {1: "Extreme", 2: "Severe", 3: "Moderate", 4: "Minor", None: "Unknown"}
SEVERITY_CNCAP = {1: "Red", 2: "Orange", 3: "Yellow", 4: "Blue", None: "Unknown"}
KINDS = {Kind.ALERT: "Alert", Kind.UPDATE: "Update", Kind.CANCEL: "Cancel"}
URGENCIES = {one.value: one.value.capitalize() for one in Urgency}
HANDLINGS = {one.value: one.value.capitalize() for one in Handling}
# Neither dialect has all six: what it lacks goes out as the nearest, with the exact word in
# a parameter, so that nothing is lost on the way back.
CERTAINTY_CAP12 = {
    **{one.value: one.value.capitalize() for one in Certainty},
    Certainty.VERY_LIKELY.value: "Likely",
}
CERTAINTY_CNCAP = {
    **{one.value: one.value.capitalize() for one in Certainty},
    Certainty.VERY_LIKELY.value: "VeryLikely",
    Certainty.POSSIBLE.value: "Likely",
}
EXACT_CERTAINTY = "jc-certainty"
EXACT_HANDLING = "jc-status"


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier message; the national dialect names it by its identifier alone."""

    identifier: str
    sender: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a warning message says. Times have a zone; positions are WGS 84."""

    identifier: str
    sender: str
    sender_name: str
    sent_at: datetime
    handling: str
    kind: str
    headline: str
    event_code: str
    event_text: str = ""
    category: str = "Other"
    level: int | None = None
    urgency: str = "unknown"
    certainty: str = "unknown"
    effective_at: datetime | None = None
    onset_at: datetime | None = None
    expires_at: datetime | None = None
    matters: str = ""
    advice: str = ""
    area_text: str = ""
    regions: tuple[str, ...] = ()
    polygons: tuple[Ring, ...] = ()
    circles: tuple[Circle, ...] = ()
    channels: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    note: str = ""
    contact: str = ""
    parameters: tuple[tuple[str, str], ...] = field(default=())

    def parameter(self, name: str) -> str:
        """Return the value of a parameter, or nothing."""
        return dict(self.parameters).get(name, "")


def back(table: dict[Any, str], word: str) -> Any:
    """Return what a word of a dialect stands for. Raises ``KeyError``."""
    found = [meant for meant, said in table.items() if said == word]
    if not found:
        raise KeyError(word)
    # Where two go out as one word, it is the one that is called so.
    return next((meant for meant in found if str(meant) == word.lower()), found[0])
