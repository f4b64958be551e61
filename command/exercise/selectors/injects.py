"""Reading the timeline of injects, and who takes part."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.db.models import Prefetch
from django.utils.timezone import now

from command.core import regions
from command.core.models import Duty, Exercise, Participant, Person
from command.core.policies import duties_of
from command.exercise.models import Inject, InjectAck, Observation
from command.exercise.player import clock_of
from command.exercise.scenario import spoken
from command.exercise.scenarios import SCENARIOS

Part = Participant.Part
SEES_ALL = frozenset({Part.CONTROLLER, Part.EVALUATOR})


@dataclass(frozen=True, slots=True)
class InjectCard:
    """One inject as those who see the timeline see it.

    ``clock`` is its scenario time as people say it. ``acks`` counts who has read it,
    ``verdicts`` is the newest of each evaluator.
    """

    id: str
    number: int
    clock: str
    at_minutes: int
    title: str
    text: str
    sender: str
    channel: str
    channel_name: str
    post: str
    region: str
    to: str
    expects: str
    within_minutes: int
    state: str
    state_name: str
    reason: str
    released_at: str | None
    acks: int
    verdicts: list[dict[str, str]]
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, inject: Inject) -> Self:
        """Build the card; asks nothing when acks and observations were fetched along."""
        return cls(
            id=str(inject.pk),
            number=inject.number,
            clock=spoken(timedelta(minutes=inject.at_minutes)),
            at_minutes=inject.at_minutes,
            title=inject.title,
            text=inject.text,
            sender=inject.sender,
            channel=str(inject.channel),
            channel_name=str(inject.get_channel_display()),
            post=str(inject.post),
            region=inject.region_id or "",
            to=_to(inject),
            expects=inject.expects,
            within_minutes=inject.within_minutes,
            state=str(inject.state),
            state_name=str(inject.get_state_display()),
            reason=inject.reason,
            released_at=inject.released_at.isoformat() if inject.released_at else None,
            acks=len(inject.acks.all()),
            verdicts=_verdicts(inject.observations.all()),
            at=(inject.released_at or now()).isoformat(),
            exercise=True,
            origin=inject.origin,
        )

    def played(self) -> Self:
        """Return what a player may know: not what is expected, nor how others were judged."""
        return replace(self, expects="", within_minutes=0, acks=0, verdicts=[])


def injects_of(exercise: Exercise) -> list[InjectCard]:
    """Return the whole timeline, for controllers and evaluators. Three queries."""
    return [InjectCard.of(row) for row in _rows().filter(exercise=exercise)]


def injects_for(person: Person, exercise: Exercise) -> list[InjectCard]:
    """Return the injects that ``person`` was confronted with and has not acknowledged."""
    said = InjectAck.objects.filter(person=person).values("inject")
    rows = _rows().filter(exercise=exercise, state=Inject.State.RELEASED).exclude(pk__in=said)
    return [InjectCard.of(row) for row in rows if addressed(row, person)]


def addressed(inject: Inject, person: Person) -> bool:
    """Return whether an inject is meant for a player; two queries at most."""
    plays = Participant.objects.filter(
        exercise=inject.exercise_id, person=person, part=Part.PLAYER, left_at__isnull=True
    )
    if not plays.exists():
        return False
    if not inject.post and inject.region_id is None:
        return True
    held = duties_of(person)
    if inject.post:
        held = held.filter(post=inject.post)
    if inject.region_id and inject.region_id != regions.REGION:
        place = inject.region_id
        held = (
            held.filter(region__code__startswith=place[:4])
            if place.endswith("00")
            else held.filter(region=place)
        )
    return held.exists()


def sees_timeline(person: Person, exercise: Exercise) -> bool:
    """Return whether ``person`` controls or evaluates the exercise. One query."""
    mine = Participant.objects.filter(exercise=exercise, person=person, left_at__isnull=True)
    return mine.filter(part__in=SEES_ALL).exists()


def due_injects(exercise: Exercise, at: datetime) -> list[UUID]:
    """Return the planned injects of a running exercise whose time has come, first first."""
    clock = clock_of(exercise, SCENARIOS[exercise.scenario])
    minutes = clock.scenario(at).total_seconds() // 60
    waiting = Inject.objects.filter(
        exercise=exercise, state=Inject.State.PLANNED, at_minutes__lte=minutes
    )
    return list(waiting.values_list("pk", flat=True))


def participants_of(exercise: Exercise) -> list[Participant]:
    """Return who takes part now. One query."""
    rows = Participant.objects.filter(exercise=exercise, left_at__isnull=True)
    return list(rows.select_related("person"))


def changed(inject: Inject) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches an inject. Two queries.

    Players follow the exercise's room: only what they may know is told there.
    """
    return {f"inject.{inject.pk}": asdict(InjectCard.of(inject).played())}


def _rows() -> Any:
    seen = Observation.objects.select_related("by")
    return Inject.objects.prefetch_related("acks", Prefetch("observations", queryset=seen))


def _to(inject: Inject) -> str:
    where = regions.name(inject.region_id) if inject.region_id else ""
    post = str(Duty.Post(inject.post).label) if inject.post else ""
    return " · ".join(part for part in (where, post) if part)


def _verdicts(seen: Iterable[Observation]) -> list[dict[str, str]]:
    newest: dict[UUID, Observation] = {}
    for one in seen:
        newest[one.by_id] = one
    return [
        {
            "by": one.by.name,
            "verdict": str(one.verdict),
            "name": str(one.get_verdict_display()),
            "text": one.text,
        }
        for one in newest.values()
    ]
