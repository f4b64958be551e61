"""Judging new readings, in the transaction that takes them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from command.core.models import Person
from incidents.models import Incident
from incidents.monitoring.models import Datastream

Taken = tuple[UUID, datetime, float | None]


@dataclass(frozen=True)
class Batch:
    """Readings that are new, and their streams, which the caller has locked.

    ``streams`` have ``.station`` and ``.state`` read; ``readings`` (stream, time, value)
    are stored already. ``newest_before`` is the time of each stream's newest reading
    before this batch: whatever is not newer raises nothing.
    """

    streams: dict[UUID, Datastream]
    readings: Sequence[Taken]
    newest_before: dict[UUID, datetime | None]
    incident: Incident | None = None
    actor: Person | None = None


def judge(batch: Batch) -> None:
    """Bring the states of the streams up to date, and raise and clear their alarms.

    Writes ``StreamState`` (newest time, value and stage) of every stream with a newer
    reading, in one statement.
    """
    raise NotImplementedError
