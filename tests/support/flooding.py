"""A flood of alarms, made through the doors on the running system's own database.

Run there by ``live.run``: ``from tests.support.flooding import *; raise_all()``.
"""

from datetime import timedelta
from time import monotonic, sleep

from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.models import Entry, Person
from incidents.monitoring.actions import (
    acknowledge_alarm,
    acknowledge_group,
    record_readings,
    register_datastream,
    register_station,
)
from incidents.monitoring.lifecycle import UNSEEN
from incidents.monitoring.models import AlarmState, Datastream

CITY, DALAD = "150600", "150621"
PLACES, STREAMS, GRAVE = 5, 5, 4
CALM, HIGH, TOP = 8.0, 8.5, 9.5
BATCH = 25
OFFICER = "150600.duty1"


def ours():
    """Return the streams of the flood."""
    return Datastream.objects.filter(station__code__startswith="FLOOD-")


def prepare(places=PLACES, streams=STREAMS):
    """Register the gauges; the first four have a guaranteed stage too."""
    with transaction.atomic(), authority.acting_as(CITY):
        for place in range(places):
            station = register_station(
                actor=None, code=f"FLOOD-{place}", name_zh=f"洪峰{place}号站",
                name_en=f"Flood gauge {place}", region=DALAD, point=(40.4 + place / 50, 110.0),
            )  # fmt: skip
            for number in range(streams):
                grave = place * streams + number < GRAVE
                register_datastream(
                    actor=None, station_id=station.pk, key=f"S{number}", name="水位",
                    name_en="Stage", unit="m", interval_s=3600, warning=8.2,
                    guarantee=9.2 if grave else None,
                )  # fmt: skip


def rounds(alarms):
    """Yield (time, peaks): the readings that raise so many alarms, a few streams at a time."""
    streams = list(ours().order_by("station__code", "key"))
    begin, left, turn = now() - timedelta(minutes=9), alarms - GRAVE, 0
    while left > 0:
        at, chosen = begin + timedelta(seconds=2 * turn), streams[:left]
        grave = turn == 0  # a stream with a guaranteed stage raises two alarms, once
        for first in range(0, len(chosen), BATCH):
            batch = chosen[first : first + BATCH]
            yield at, [(s.pk, at, TOP if grave and s.guarantee else HIGH) for s in batch]
        left -= len(chosen)
        turn += 1


def raise_all(alarms=500, seconds=0.0):
    """Raise so many alarms, spread over the seconds: four of level I, others of level III."""
    batches = list(rounds(alarms))
    begun = monotonic()
    for number, (at, peaks) in enumerate(batches, 1):
        record_readings(actor=None, readings=peaks)
        fall = at + timedelta(seconds=1)
        record_readings(actor=None, readings=[(key, fall, CALM) for key, _, _ in peaks])
        sleep(max(begun + seconds * number / len(batches) - monotonic(), 0))


def raise_grave():
    """Raise one more alarm of level I, and one of level III with it."""
    stream = ours().filter(guarantee__isnull=False).order_by("station__code", "key")[0]
    record_readings(actor=None, readings=[(stream.pk, now(), TOP)])


def count():
    """Print how many alarms there are, and how many the journal tells of."""
    ids = [str(key) for key in ours().values_list("pk", flat=True)]
    told = Entry.objects.filter(kind="alarm.raised", payload__stream_id__in=ids)
    grave = AlarmState.objects.filter(datastream__in=ours(), level=1).count()
    raised = AlarmState.objects.filter(datastream__in=ours()).count()
    print(f"counted={raised} {told.count()} {grave}")  # noqa: T201  for the test that asked


def answer_all():
    """Let everything fall, and acknowledge what the flood has left."""
    fallen = now() + timedelta(seconds=1)
    record_readings(actor=None, readings=[(s.pk, fallen, CALM) for s in ours()])
    officer = Person.objects.get(username=OFFICER)
    waiting = AlarmState.objects.filter(datastream__in=ours(), status__in=UNSEEN)
    for state in list(waiting.filter(level__lte=2)):
        acknowledge_alarm(actor=officer, alarm_id=state.pk)
    for state in waiting.select_related("alarm").order_by("alarm__raised_at").iterator():
        if AlarmState.objects.filter(pk=state.pk, status__in=UNSEEN).exists():
            acknowledge_group(actor=officer, group_id=state.alarm.group or state.pk)
