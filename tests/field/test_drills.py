"""What people do on their phones in an exercise belongs to it, and goes with it."""

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, journal, regions
from command.core.ids import new_id
from command.core.models import Exercise, Room
from command.core.rooms import exercise_room
from command.exercise.removal import belongings
from command.field.models import FieldConflict, FieldOperation
from command.tasking.distress.models import HelpCall
from incidents.messaging.models import Message
from incidents.scene.models import SceneReport
from tests import make
from tests.field.phone import Phone
from tests.make import ORDOS, Post
from tests.tasking import made


@pytest.mark.django_db
def test_acts_in_an_exercise_are_its_own_and_no_real_desk_hears_of_them():
    key = new_id()
    with transaction.atomic(), authority.acting_as(regions.REGION):
        told = {"scenario": "S1", "speed": 60, "started_at": now(), "room": exercise_room(key)}
        Exercise(id=key, origin=regions.REGION, **told).save(force_insert=True)
        with authority.in_exercise(key):
            journal.open_room(exercise_room(key), Room.Kind.EXERCISE, regions.REGION)
    commander = make.person(Post.COMMANDER, ORDOS)
    member = make.person(Post.TEAM_MEMBER, ORDOS)
    make.person(Post.LIAISON, ORDOS)
    with authority.in_exercise(key):
        incident = make.incident()
    order = made.issued(incident, by=commander, to=member)
    phone = Phone(member)
    about = {"incident_id": incident.pk}
    results = phone.send(
        phone.act("step", task_id=order.pk, verb="acknowledge"),
        phone.act("step", task_id=order.pk, verb="acknowledge", base="gone"),
        phone.act("step", task_id=order.pk, verb="start", base="gone"),
        phone.act("report", **about, text="演练上报"),
        phone.act("message", **about, text="演练消息"),
        phone.act("help", task_id=order.pk),
    )
    outcomes = [result["outcome"] for result in results]
    assert outcomes == ["applied", "applied", "conflict", "applied", "applied", "applied"]
    models = {FieldOperation, FieldConflict, SceneReport, HelpCall}
    assert models <= {one.model for one in belongings()}
    for model in (*models, Message):
        assert set(model.objects.values_list("exercise", flat=True)) == {key}
