"""Who directs exercises, and taking hold of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from command.core import authority, policies, regions
from command.core.errors import NotThere
from command.core.models import Exercise, Person

DIRECTING = frozenset({policies.Post.COMMANDER, policies.Post.PLANNER})


def require_director(actor: Person | None, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` is a planner or commander of the whole region."""
    policies.require(actor, DIRECTING, to=to, region=regions.REGION)


@contextmanager
def inside(exercise: Exercise) -> Iterator[None]:
    """Let the exercise's own authority act, inside the exercise, for the block."""
    with authority.acting_as(exercise.origin), authority.in_exercise(exercise.pk):
        yield


def locked(exercise_id: UUID) -> Exercise:
    """Return the exercise, held until commit.

    ``NO KEY``: those who are making things in it meanwhile need not wait.
    """
    rows = Exercise.objects.select_for_update(no_key=True, of=("self",))
    exercise = rows.filter(pk=exercise_id).first()
    if exercise is None:
        raise NotThere(_("No such exercise."))
    return exercise
