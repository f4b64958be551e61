"""Starting an exercise."""

from typing import Final

from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.ids import new_id
from command.core.models import Exercise, Person, Room
from command.core.rooms import exercise_room
from command.core.times import clock
from command.exercise import cast
from command.exercise.actions import injects, participants
from command.exercise.actions.rights import require_director
from command.exercise.events import ExerciseStarted
from command.exercise.scenarios import SCENARIOS
from command.exercise.selectors import card_of, view_of

FASTEST: Final = 100_000.0  # scenario seconds per second; the whole of S1 in about a second


@door
def start_exercise(*, actor: Person | None, scenario: str, speed: float) -> Exercise:
    """Begin to play a scenario; the clock then advances it.

    Refuses while another exercise runs, while an earlier play of the same
    scenario is still on the screens, and when a role has nobody to play it.
    """
    found = SCENARIOS.get(scenario)
    if found is None:
        raise Invalid(_("There is no such scenario."), scenarios=sorted(SCENARIOS))
    if not 0 < speed <= FASTEST:
        raise Invalid(_("The speed is between 0 and 100,000."), speed=speed)
    require_director(actor, _("start an exercise"))
    # Two directors who press at once queue here, before either looks.
    journal.hold("joint")
    _require_stage(scenario)
    cast.require_all(found)
    key = new_id()
    exercise = Exercise(
        id=key,
        origin=authority.current(),
        scenario=scenario,
        speed=speed,
        director=actor,
        started_at=clock(),
        room=exercise_room(key),
    )
    exercise.save(force_insert=True)
    with authority.in_exercise(exercise.pk):
        journal.open_room(exercise.room, Room.Kind.EXERCISE, regions.REGION)
        participants.enrol_cast(exercise, cast.players_of(found))
        injects.write_script(exercise, found)
    event = ExerciseStarted(scenario=scenario, speed=speed)
    for room in sorted(["joint", exercise.room]):
        journal.append(
            event,
            room=room,
            actor=actor,
            changed={f"exercise.{exercise.pk}": view_of(card_of(exercise))},
        )
    return exercise


def _require_stage(scenario: str) -> None:
    State = Exercise.State  # noqa: N806  an enumeration
    running = Exercise.objects.filter(state=State.RUNNING).first()
    if running is not None:
        raise Conflict(_("An exercise is running."), exercise=str(running.pk))
    left = Exercise.objects.filter(scenario=scenario, state=State.ENDED).first()
    if left is not None:
        raise Conflict(
            _("The earlier play of this scenario has not been removed."),
            exercise=str(left.pk),
        )
