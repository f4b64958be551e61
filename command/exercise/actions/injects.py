"""Injects: written by the director, released by the clock or by hand, read and judged."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Max
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal, regions
from command.core.doors import door
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.models import Duty, Exercise, Participant, Person
from command.exercise.actions.rights import inside, locked, require_director
from command.exercise.events import InjectReleased, InjectSkipped
from command.exercise.models import Inject, InjectAck
from command.exercise.models.inject import TEXT_LENGTH, TITLE_LENGTH
from command.exercise.player import clock_of
from command.exercise.scenario import Scenario
from command.exercise.scenarios import SCENARIOS
from command.exercise.selectors.injects import addressed, changed

LONGEST: Final = 60 * 24 * 30  # scenario minutes
SHORT, EXPECTED = 60, 300
State = Inject.State


def write_script(exercise: Exercise, scenario: Scenario) -> None:
    """Write the injects that the scenario ships; inside a door."""
    rows = [
        Inject(number=number, **{**told, "region_id": told.get("region_id") or None})
        for number, told in enumerate(scenario.injects, 1)
    ]
    for row in rows:
        row.claim()
    Inject.objects.bulk_create(rows)


@door
def add_inject(
    *,
    actor: Person | None,
    exercise_id: UUID,
    at_minutes: int,
    title: str,
    text: str = "",
    sender: str = "",
    channel: str = Inject.Channel.PHONE,
    post: str = "",
    region: str = "",
    expects: str = "",
    within_minutes: int = 0,
) -> Inject:
    """Put an inject on the timeline; one whose time has passed is released at once.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` when the
    exercise does not run.
    """
    exercise = locked(exercise_id)
    require_director(actor, _("add an inject"))
    _require_running(exercise)
    told = {
        "at_minutes": at_minutes,
        "title": title.strip(),
        "text": text.strip(),
        "sender": sender.strip(),
        "channel": channel,
        "post": post,
        "region_id": region or None,
        "expects": expects.strip(),
        "within_minutes": within_minutes,
    }
    _judge(told)
    with inside(exercise):
        last = Inject.objects.filter(exercise=exercise).aggregate(last=Max("number"))["last"]
        inject = Inject(number=(last or 0) + 1, **told)
        inject.save(force_insert=True)
    return inject


@door
def release_inject(
    *, actor: Person | None, inject_id: UUID, occurred_at: datetime | None = None
) -> bool:
    """Confront the players with an inject now; return whether it was still planned.

    ``actor`` is nobody when the clock does it.
    Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``.
    """
    inject, exercise = _held(inject_id)
    if actor is not None:
        require_director(actor, _("release an inject"))
    _require_running(exercise)
    if inject.state != State.PLANNED:
        return False
    with inside(exercise):
        inject.state, inject.released_at = State.RELEASED, now()
        inject.save(update_fields=["state", "released_at"])
        _tell(exercise, InjectReleased(**_named(inject)), inject, actor, occurred_at)
    return True


@door
def skip_inject(*, actor: Person | None, inject_id: UUID, reason: str) -> Inject:
    """Leave an inject out, for a reason.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    inject, exercise = _held(inject_id)
    require_director(actor, _("leave out an inject"))
    _require_running(exercise)
    if inject.state != State.PLANNED:
        raise BadTransition(gettext_lazy("This inject is planned no more."), state=inject.state)
    if not 1 <= len(reason.strip()) <= EXPECTED:
        raise Invalid(gettext_lazy("Say why."), field="reason")
    with inside(exercise):
        inject.state, inject.reason = State.SKIPPED, reason.strip()
        inject.save(update_fields=["state", "reason"])
        _tell(exercise, InjectSkipped(**_named(inject), reason=inject.reason), inject, actor)
    return inject


@door
def acknowledge_inject(*, actor: Person, inject_id: UUID) -> bool:
    """Say that one has read an inject; return whether it was said for the first time.

    Raises ``NotThere`` for whom it is not meant for.
    """
    inject, _exercise = _held(inject_id)
    if inject.state != State.RELEASED or not addressed(inject, actor):
        raise _no_such()
    said = InjectAck.objects.filter(inject=inject, person=actor)
    if said.exists():
        return False
    InjectAck(inject=inject, person=actor, at=now()).save(force_insert=True)
    return True


def require_part(actor: Person, exercise: Exercise, *parts: str, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` has one of these parts in the exercise."""
    mine = Participant.objects.filter(exercise=exercise, person=actor, left_at__isnull=True)
    if not mine.filter(part__in=parts).exists():
        raise NotPermitted(
            gettext_lazy("This is for the controllers and evaluators of the exercise."), to=to
        )


def due_at(exercise: Exercise, inject: Inject) -> datetime:
    """Return the real time at which an inject falls."""
    clock = clock_of(exercise, SCENARIOS[exercise.scenario])
    return clock.real(timedelta(minutes=inject.at_minutes))


def _judge(told: dict[str, Any]) -> None:
    """Raise ``Invalid``, naming the field, unless an inject may say this."""
    where = told["region_id"]
    rules = {
        "at_minutes": -LONGEST <= told["at_minutes"] <= LONGEST,
        "title": 1 <= len(told["title"]) <= TITLE_LENGTH,
        "text": len(told["text"]) <= TEXT_LENGTH,
        "sender": len(told["sender"]) <= SHORT,
        "channel": told["channel"] in Inject.Channel.values,
        "post": told["post"] == "" or told["post"] in Duty.Post.values,
        "region": where is None or regions.known(where),
        "expects": len(told["expects"]) <= EXPECTED,
        "within_minutes": 0 <= told["within_minutes"] <= LONGEST,
    }
    for name, holds in rules.items():
        if not holds:
            raise Invalid(gettext_lazy("An inject cannot say this."), field=name)


def _held(inject_id: UUID) -> tuple[Inject, Exercise]:
    inject = Inject.objects.select_for_update(of=("self",)).filter(pk=inject_id).first()
    if inject is None or inject.exercise_id is None:
        raise _no_such()
    exercise = Exercise.objects.get(pk=inject.exercise_id)
    return inject, exercise


def _require_running(exercise: Exercise) -> None:
    if exercise.state != Exercise.State.RUNNING:
        raise BadTransition(gettext_lazy("This exercise does not run."), state=exercise.state)


def _named(inject: Inject) -> dict[str, Any]:
    return {"inject_id": str(inject.pk), "number": inject.number, "title": inject.title}


def _tell(
    exercise: Exercise,
    event: InjectReleased | InjectSkipped,
    inject: Inject,
    actor: Person | None,
    occurred_at: datetime | None = None,
) -> None:
    journal.hold(exercise.room)
    journal.append(
        event,
        room=exercise.room,
        actor=actor,
        changed=changed(inject),
        occurred_at=occurred_at,
    )


def _no_such() -> NotThere:
    return NotThere(gettext_lazy("No such inject, or not meant for you."))
