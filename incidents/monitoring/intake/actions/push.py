"""Taking in what devices say: each reading judged by itself, each refusal counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import NotPermitted, NotThere
from command.core.models import Person
from incidents.monitoring.actions import record_readings
from incidents.monitoring.intake import units
from incidents.monitoring.intake.counting import count_all
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.intake.resolve import Found, of_device
from incidents.monitoring.intake.saying import Told, Wrong, read
from incidents.monitoring.intake.words import Came
from incidents.monitoring.models import Datastream


@dataclass(frozen=True, slots=True)
class Refused:
    """One reading that was not taken: its place in what was sent, and why."""

    index: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of what was sent; what is not refused is kept. ``new`` includes ``late``."""

    new: int
    duplicates: int
    late: int
    refused: list[Refused]


@dataclass(slots=True)
class Sorted:
    """Readings whose streams are known, and those that were refused."""

    good: list[tuple[Told, Datastream]]
    refused: list[Refused]
    counts: Counter[tuple[Datastream | None, str]]

    def refuse(self, index: int, why: str, text: str, stream: Datastream | None = None) -> None:
        """Refuse one, and count it."""
        self.refused.append(Refused(index, str(why), text))
        self.counts[stream, str(why)] += 1


@door
def push_readings(
    *,
    actor: Person | None,
    device_id: UUID,
    readings: Sequence[Any],
    device: FeedDevice | None = None,
) -> Answer:
    """Take in readings as a device says them: ``station, stream, at, value, unit``.

    One that is wrong refuses no other; all are counted. ``device`` is the same one, as the
    gate has just let it in. Raises ``NotThere`` for a device that is not there or switched
    off, ``NotPermitted`` for a person: only a key speaks for a device.
    """
    if device is None:
        device = FeedDevice.objects.filter(pk=device_id, enabled=True).first()
    if device is None or device.pk != device_id:
        raise NotThere(_("There is no such device, or it is switched off."))
    if actor is not None:
        raise NotPermitted(_("Only its key speaks for a device."))
    told, wrong = said(readings)
    found = of_device(device, {one.name for one in told})
    judged = judge(told, found)
    for index, problem in wrong:
        judged.refuse(index, problem.why, problem.text)
    with authority.acting_as(device.origin), authority.in_exercise(device.exercise_id):
        return keep(judged, actor=None, device=device)


def said(readings: Iterable[Any]) -> tuple[list[Told], list[tuple[int, Wrong]]]:
    """Return what can be read of messages, and what cannot."""
    told, wrong = [], []
    for index, one in enumerate(readings):
        try:
            told.append(read(index, one))
        except Wrong as problem:
            wrong.append((index, problem))
    return told, wrong


def judge(told: Iterable[Told], found: Found) -> Sorted:
    """Put each reading to its stream; refuse those without one, and those in another unit."""
    judged = Sorted([], [], Counter())
    for one in told:
        stream = found.streams.get(one.name)
        if stream is None:
            why = found.missing[one.name]
            judged.refuse(one.index, why, str(why.label))
        elif one.unit and not units.same(one.unit, stream.unit):
            text = _("%(said)s was said; the stream is in %(unit)s.")
            told_units = {"said": one.unit, "unit": stream.unit}
            judged.refuse(one.index, Came.WRONG_UNIT, text % told_units, stream)
        else:
            judged.good.append((one, stream))
    return judged


def keep(judged: Sorted, *, actor: Person | None, device: FeedDevice | None) -> Answer:
    """Record what is good, count it all, and answer; the door of readings judges the values."""
    new = duplicates = late = 0
    refused = list(judged.refused)
    counts = Counter(judged.counts)
    if judged.good:
        taken = record_readings(
            actor=actor,
            readings=[(stream.pk, one.at, one.value) for one, stream in judged.good],
            device=device,
        )
        new, duplicates, late = taken.new, taken.duplicates, taken.late
        for one in taken.refused:
            index = judged.good[one.index][0].index
            refused.append(Refused(index, str(one.why), str(one.text)))
    if device is not None:
        counts[None, Came.TAKEN.value] = new - late
        counts[None, Came.LATE.value] = late
        counts[None, Came.DUPLICATE.value] = duplicates
    else:
        # A person is told at once; what is of no stream would stand among the strangers'.
        counts = Counter({key: n for key, n in counts.items() if key[0] is not None})
    # What the door of readings refused, it has counted itself.
    count_all(device, counts)
    refused.sort(key=lambda one: one.index)
    return Answer(new, duplicates, late, refused)
