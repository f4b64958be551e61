"""Removing an exercise: everything it made goes, and nothing else can."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from command.core import authority, journal, media
from command.core.doors import door
from command.core.errors import BadTransition, Conflict
from command.core.models import Exercise, Head, MediaFile, Operation, Person
from command.exercise.actions.rights import locked, require_director
from command.exercise.events import ExerciseRemoved
from command.exercise.player import key_of
from command.exercise.removal import Belonging, belongings
from command.exercise.scenarios import SCENARIOS
from command.exercise.selectors import card_of, view_of
from incidents.models import Counter

Rooms = dict[str, dict[str, int | str]]


@door
def remove_exercise(*, actor: Person | None, exercise_id: UUID) -> Exercise:
    """Delete everything that an ended exercise made; the exercise itself is kept.

    The ``joint`` room is told how many rows went and with which hash each room's
    journal ended, so that an export made earlier can still be proved genuine.
    Raises ``Conflict``, and deletes nothing, when something real hangs on a thing
    of the exercise.
    """
    exercise = locked(exercise_id)
    require_director(actor, _("remove an exercise"))
    if exercise.state != Exercise.State.ENDED:
        raise BadTransition(
            _("Only an exercise that has ended can be removed."), state=exercise.state
        )
    rooms = _rooms(exercise)
    gone = _refs(exercise)
    files = _files(exercise)
    rows = _delete(exercise)
    exercise.state = Exercise.State.REMOVED
    with authority.acting_as(exercise.origin):
        exercise.save(update_fields=["state"])
    journal.append(
        ExerciseRemoved(
            scenario=exercise.scenario, total=sum(rows.values()), rows=rows, rooms=rooms
        ),
        room="joint",
        actor=actor,
        changed={
            **dict.fromkeys(gone),
            f"exercise.{exercise.pk}": view_of(card_of(exercise)),
        },
    )
    # A lambda, not a partial: ``robust`` logs ``__qualname__``, which a partial lacks.
    transaction.on_commit(lambda: _discard(files), robust=True)
    return exercise


def _rooms(exercise: Exercise) -> Rooms:
    heads = Head.objects.filter(room__exercise=exercise).order_by("room_id")
    return {
        head.room_id: {"last_seq": head.last_seq, "last_hash": bytes(head.last_hash).hex()}
        for head in heads
    }


def _refs(exercise: Exercise) -> list[str]:
    """Return every thing that the exercise's journals speak of, for screens to drop."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT jsonb_object_keys(entry.changed) AS ref FROM core_entry AS entry"
            " JOIN core_room AS room ON room.key = entry.room_id"
            " WHERE room.exercise_id = %s ORDER BY ref",
            [exercise.pk],
        )
        return [ref for (ref,) in cursor.fetchall()]


def _files(exercise: Exercise) -> list[str]:
    return list(MediaFile.objects.filter(exercise=exercise).values_list("sha256", flat=True))


def _delete(exercise: Exercise) -> dict[str, int]:
    """Delete what belongs to the exercise; return how many rows of each table went."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('jc.removing', %s, true)", [str(exercise.pk)])
            rows = {one.table: _delete_from(cursor, one, exercise) for one in belongings()}
            # Django's foreign keys are checked at commit; here, so that it can be answered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SELECT set_config('jc.removing', '', true)")
    except IntegrityError as error:
        raise Conflict(
            _("Something real hangs on a thing of this exercise, so it stays."),
            why=str(error).splitlines()[0],
        ) from None
    rows[Operation._meta.db_table] = _forget_steps(exercise)
    rows[Counter._meta.db_table] = Counter.objects.filter(
        prefix__endswith=f"@{exercise.pk}"
    ).delete()[0]
    return {table: count for table, count in sorted(rows.items()) if count}


def _delete_from(cursor: Any, one: Belonging, exercise: Exercise) -> int:
    # The names come from the models, never from a person.
    statement = f"DELETE FROM {one.table} WHERE {one.where}"  # noqa: S608
    cursor.execute(statement, {"exercise": str(exercise.pk)})
    count: int = cursor.rowcount
    return count


def _forget_steps(exercise: Exercise) -> int:
    scenario = SCENARIOS.get(exercise.scenario)
    keys = [key_of(exercise.pk, step.key) for step in scenario.steps] if scenario else []
    return Operation.objects.filter(pk__in=keys).delete()[0]


def _discard(files: list[str]) -> None:
    """Take files off the disk that no row speaks of any more; after commit."""
    kept = set(MediaFile.objects.filter(sha256__in=files).values_list("sha256", flat=True))
    for name in set(files) - kept:
        media.destroy(name)
