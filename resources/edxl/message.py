"""One message, between our facts and the XML of the standard."""

from dataclasses import dataclass
from datetime import datetime

from resources.edxl.kinds import CANCEL, STATUS_URN, Kind


@dataclass(frozen=True, slots=True)
class Reply:
    """ResponseInformation: to which line, what, and why."""

    to: str
    type: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """ScheduleInformation: a kind of time, the time, and a place."""

    type: str
    at: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """ResourceInformation: one resource, how much of it, and when."""

    element_id: str = "001"
    reply: Reply | None = None
    resource_id: str = ""
    name: str = ""
    type_urn: str = ""
    type_value: str = ""
    description: str = ""
    owner: str = ""
    status: str = ""
    status_urn: str = STATUS_URN
    availability: str = ""
    quantity: int | None = None
    unit: str = ""
    schedule: tuple[When, ...] = ()

    def when(self, *types: str) -> datetime | None:
        """Return the first time of one of these kinds."""
        found = [each.at for kind in types for each in self.schedule if each.type == kind]
        return next((at for at in found if at is not None), None)

    @property
    def place(self) -> str:
        """The first place that is named."""
        return next((each.place for each in self.schedule if each.place), "")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the standard."""

    kind: Kind
    message_id: str
    sent_at: datetime
    sender: str  # GB/T 2260
    originating: str = ""
    preceding: str = ""
    incident_id: str = ""
    incident_text: str = ""
    description: str = ""
    recalls: str = ""
    recall: str = CANCEL  # or UPDATE: this message stands in its place
    funding: str = ""
    asked: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    drill: bool = False
