"""What the intake took and refused, counted by day, device and stream."""

from collections.abc import Mapping

from command.core import authority, gate
from command.core.gate import Kind
from incidents.monitoring.intake.limits import limits
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.models import Datastream

ENTRANCE = "readings"
Counts = Mapping[tuple[Datastream | None, str], int]


def count(device: FeedDevice | None, stream: Datastream | None, why: str, n: int = 1) -> None:
    """Count ``n`` readings of one kind."""
    count_all(device, {(stream, why): n})


def count_all(device: FeedDevice | None, counts: Counts) -> None:
    """Count readings of several kinds of one device. One statement.

    Refusals are counted by stream where it is known, what was taken by device alone.
    """
    summed: dict[Kind, int] = {}
    for (stream, why), n in counts.items():
        world = stream.exercise_id if stream else device.exercise_id if device else None
        kind = Kind(stream.pk if stream else None, world, str(why))
        summed[kind] = summed.get(kind, 0) + n
    gate.count_all(ENTRANCE, device.pk if device else None, summed)


def forget_old() -> int:
    """Drop the counts whose time is over; return how many."""
    return gate.forget(ENTRANCE, limits(authority.of(None)).tally_days)
