"""Reading exercises."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext

from command.core import regions
from command.core.models import Duty, Entry, Exercise, Operation
from command.core.tongues import is_english
from command.exercise.events import StepRefused
from command.exercise.player import clock_of, key_of
from command.exercise.scenario import spoken
from command.exercise.scenarios import SCENARIOS


@dataclass(frozen=True)
class ExerciseCard:
    """One play as the outside sees it.

    ``clock`` is the scenario time now (``T+3:20``), ``reads`` what the clocks of
    the scenario show then (``03-19 09:00``). ``seconds`` and ``speed`` let a screen
    run the clock on by itself.
    """

    id: str
    origin: str
    exercise: bool
    at: str  # ISO 8601
    scenario: str
    name_zh: str
    name_en: str
    state: str
    speed: float
    started_at: str
    ended_at: str | None
    room: str
    director: str | None
    cursor: int
    steps: int
    clock: str
    reads: str
    seconds: float  # of scenario time since T0
    ends_seconds: float
    opens_seconds: float

    @property
    def name(self) -> str:
        """The scenario's name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh

    @property
    def began(self) -> datetime:
        """When the play was started."""
        return datetime.fromisoformat(self.started_at)

    @property
    def percent(self) -> int:
        """How far the play is, 0 to 100."""
        return round(100 * self.cursor / self.steps) if self.steps else 100


def card_of(exercise: Exercise) -> ExerciseCard:
    """Return the card of a play. No query."""
    scenario = SCENARIOS[exercise.scenario]
    until = exercise.ended_at or now()
    at = clock_of(exercise, scenario).scenario(until)
    if exercise.cursor < len(scenario.steps):
        # A machine under load may lag behind its own clock: show what has been played.
        at = min(at, scenario.steps[exercise.cursor].at)
    at = max(scenario.opens, min(at, scenario.ends))
    return ExerciseCard(
        id=str(exercise.pk),
        origin=exercise.origin,
        exercise=True,
        at=(exercise.ended_at or exercise.started_at).isoformat(),
        scenario=exercise.scenario,
        name_zh=scenario.name_zh,
        name_en=scenario.name_en,
        state=exercise.state,
        speed=exercise.speed,
        started_at=exercise.started_at.isoformat(),
        ended_at=exercise.ended_at.isoformat() if exercise.ended_at else None,
        room=exercise.room,
        director=str(exercise.director_id) if exercise.director_id else None,
        cursor=exercise.cursor,
        steps=len(scenario.steps),
        clock=spoken(at),
        reads=f"{scenario.t_zero + at:%m-%d %H:%M}",
        seconds=at.total_seconds(),
        ends_seconds=scenario.ends.total_seconds(),
        opens_seconds=scenario.opens.total_seconds(),
    )


def view_of(card: ExerciseCard) -> dict[str, Any]:
    """Return the public view of a card, as the journal keeps it."""
    return asdict(card)


def plays() -> list[ExerciseCard]:
    """Return every play, the newest first. One query."""
    known = Exercise.objects.filter(scenario__in=sorted(SCENARIOS))
    return [card_of(one) for one in known.order_by("-started_at")]


def running() -> list[UUID]:
    """Return the keys of the exercises that run. One query."""
    found = Exercise.objects.filter(state=Exercise.State.RUNNING)
    return list(found.values_list("pk", flat=True))


@dataclass(frozen=True)
class Line:
    """One line of the script as the director sees it."""

    clock: str
    who: str
    says: str
    done: bool
    made: bool  # False for a line whose door did not open


def script(exercise: Exercise, *, before: int = 8, after: int = 4) -> list[Line]:
    """Return the lines of the script around the present. One query."""
    scenario = SCENARIOS[exercise.scenario]
    told = [(i, step) for i, step in enumerate(scenario.steps) if not step.quiet]
    done = [pair for pair in told if pair[0] < exercise.cursor][-before:]
    coming = [pair for pair in told if pair[0] >= exercise.cursor][:after]
    keys = {key_of(exercise.pk, step.key): step.key for _, step in done}
    kept = {
        keys[pk] for pk in Operation.objects.filter(pk__in=keys).values_list("pk", flat=True)
    }
    return [
        Line(
            clock=spoken(step.at),
            who=role_name(step.actor),
            says=step.says,
            done=index < exercise.cursor,
            made=index >= exercise.cursor or step.key in kept,
        )
        for index, step in [*done, *coming]
    ]


def role_name(role: str) -> str:
    """Say a role in the language of the reader: the region and the post."""
    region, _dot, post = role.partition(".")
    if not post:
        return gettext("The system")
    return f"{regions.name(region)} · {Duty.Post(post).label}"


def ended() -> list[UUID]:
    """Return the keys of the exercises that have ended and still show. One query."""
    found = Exercise.objects.filter(state=Exercise.State.ENDED)
    return list(found.values_list("pk", flat=True))


def refusals(exercise: Exercise) -> list[tuple[str, str]]:
    """Return each step whose door did not open, and what it said. One query."""
    entries = Entry.objects.filter(room=exercise.room, kind=StepRefused.kind)
    payloads = entries.order_by("seq").values_list("payload", flat=True)
    return [(payload["step"], payload["message"]) for payload in payloads]
