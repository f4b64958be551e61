"""What the tests of tracking stand on."""

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, journal, regions
from command.core.ids import new_id
from command.core.models import Exercise, Room
from command.core.rooms import exercise_room


@pytest.fixture
def exercise_of_a_day(db):
    """Return an exercise that is being played."""
    key = new_id()
    with transaction.atomic(), authority.acting_as(regions.REGION):
        played = Exercise(
            id=key,
            origin=regions.REGION,
            scenario="S1",
            speed=60,
            started_at=now(),
            room=exercise_room(key),
        )
        played.save(force_insert=True)
        with authority.in_exercise(key):
            journal.open_room(played.room, Room.Kind.EXERCISE, regions.REGION)
    return played
