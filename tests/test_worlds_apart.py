"""An exercise and reality share the screen and the people, and nothing that outlives one."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now

from command.core import authority, journal, regions
from command.core.actions import grant_duty, share_room, store_media
from command.core.errors import Conflict, Invalid
from command.core.ids import new_id
from command.core.models import Entry, Exercise, MediaFile, Room, Share
from command.core.rooms import exercise_room
from command.tasking.actions import deliver_receipts, issue_task
from command.tasking.models import Task, TaskState
from incidents.cameras.actions import change_camera, share_camera
from incidents.cameras.models import CameraShare
from incidents.imagery.actions import record_image
from incidents.imagery.models import Image
from incidents.joint.models import JointOperation
from incidents.messaging.actions import read_back, send_message
from incidents.monitoring.actions import (
    change_datastream,
    record_readings,
    register_property,
)
from incidents.monitoring.models import Datastream, Reading, Sensor
from incidents.monitoring.sta.actions import insert_datastream
from incidents.warnings.selectors import serialize_cap12, serialize_cncap
from plans.actions import activate_plan
from plans.models import Activation
from tests import make
from tests.incidents.cameras.made import camera
from tests.incidents.imagery.test_images import jpeg
from tests.incidents.imagery.test_images import told as picture_of
from tests.incidents.joint import made as joint
from tests.incidents.monitoring.stations import stage_at, station
from tests.incidents.sta.made import thing
from tests.incidents.warnings import made as warnings
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made as plans
from tests.support.client import client_of
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise(db):
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


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


def drilled(exercise, make_it, **given):
    """Make something inside the exercise."""
    with authority.in_exercise(exercise.pk):
        return make_it(**given)


@contextmanager
def refused(*models):
    """Assert that the block is refused as a mixture, and that nothing was written."""
    counted = (Entry, *models)
    before = [model.objects.count() for model in counted]
    with pytest.raises(Conflict, match=r"(?i)exercise"):
        yield
    assert [model.objects.count() for model in counted] == before


def order(task, team, by):
    return issue_task(actor=by, task_id=task.pk, assignee_kind="team", assignee_id=team.pk)


def test_a_real_team_gets_no_orders_of_an_exercise_and_the_other_way_round(exercise, commander):
    real_team, _people = tasking.team()
    drill_team = drilled(exercise, make.team, region=ORDOS)
    real, drill = make.incident(), drilled(exercise, make.incident)

    for incident, team in ((real, drill_team), (drill, real_team)):
        with refused(Task):
            tasking.task(incident, by=commander, assignee_kind="team", assignee_id=team.pk)
        drafted = tasking.task(incident, by=commander)
        with refused(Task):
            order(drafted, team, commander)
        assert TaskState.objects.get(task=drafted).status == "draft"
    assert order(tasking.task(drill, by=commander), drill_team, commander).status == "issued"


def test_real_people_take_part_in_an_exercise_and_their_inboxes_hear_nothing(
    exercise, commander
):
    leader = make.person(Post.TEAM_LEADER, ORDOS)
    before = tasking.kinds(leader.room)
    state = tasking.issued(drilled(exercise, make.incident), by=commander, to=leader)

    assert deliver_receipts(actor=None) == 1
    assert tasking.kinds(leader.room) == before
    assert state.task.exercise_id == exercise.pk
    assert "task.handed" in tasking.kinds(exercise.room)


def test_an_order_of_an_exercise_stays_in_it_and_no_real_inbox_hears_of_it(exercise, commander):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    before = tasking.kinds(officer.room)
    drill = drilled(exercise, make.incident)

    order = send_message(
        actor=commander,
        kind="order",
        incident_id=drill.pk,
        text="演练指令",
        recipients=[f"person:{officer.pk}"],
    )
    read_back(actor=officer, message_id=order.pk, words="明白")
    real = send_message(
        actor=commander, kind="order", text="真实指令", recipients=[f"person:{officer.pk}"]
    )

    assert order.exercise_id == exercise.pk
    assert order.number == real.number  # each world counts for itself
    assert real.exercise_id is None
    assert tasking.kinds(officer.room) == [*before, "message.addressed"]
    assert "演练指令" not in str(list(Entry.objects.filter(room=exercise.room).values()))


def test_a_sensor_raises_no_alarm_in_the_other_world(exercise):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    real_gauge = stage_at(station(ORDOS), warning=1.0)
    drill_gauge = drilled(exercise, lambda: stage_at(station(ORDOS, code="DRILL"), warning=1.0))
    real, drill = make.incident(), drilled(exercise, make.incident)

    for gauge, incident in ((real_gauge, drill), (drill_gauge, real)):
        with refused(Reading):
            record_readings(
                actor=officer, readings=[(gauge.id, now(), 2.0)], incident_id=incident.pk
            )


def test_a_gauge_of_an_exercise_is_changed_by_nobody_real_and_lends_no_word(exercise):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    word = drilled(
        exercise,
        register_property,
        actor=officer,
        code="drilled",
        name_zh="演练量",
        name_en="Drilled",
        unit="m",
    )
    drill_gauge = drilled(
        exercise, lambda: stage_at(station(ORDOS, code="DRILL"), observed=word.pk)
    )
    real = station(ORDOS)
    assert (word.exercise_id, drill_gauge.observed_id) == (exercise.pk, word.pk)
    with pytest.raises(Invalid):
        stage_at(real, observed=word.pk)
    with refused(Datastream):
        change_datastream(actor=officer, stream_id=drill_gauge.pk, changes={"name": "x"})
    with refused(Reading):
        record_readings(actor=officer, readings=[(drill_gauge.pk, now(), 2.0)])
    path = reverse("api-readings", args=[drill_gauge.pk])
    said = {"readings": [{"observed_at": now().isoformat(), "value": 2.0}]}
    told = client_of(officer).post(path, said, content_type="application/json")
    assert (told.status_code, Reading.objects.count()) == (409, 0)
    drilled(
        exercise,
        record_readings,
        actor=officer,
        readings=[(drill_gauge.pk, now(), 2.0)],
    )
    assert Reading.objects.get().value == 2.0


def test_nothing_real_is_hung_on_a_gauge_of_an_exercise(exercise):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    drill_gauge = drilled(exercise, lambda: station(ORDOS, code="DRILL"))
    with refused(Datastream, Sensor):
        insert_datastream(
            actor=officer, station_id=drill_gauge.pk, given=thing()["Datastreams"][0]
        )


def test_a_picture_of_an_exercise_is_bound_to_nothing_real(exercise, commander):
    drill = drilled(exercise, make.incident)
    file = drilled(exercise, store_media, actor=commander, content=jpeg())
    assert MediaFile.objects.get().exercise_id == exercise.pk
    told = {"actor": commander, "media_id": file.pk}
    real = make.incident()

    with refused(Image):
        record_image(**told, **picture_of(real))
    assert record_image(**told, **picture_of(drill)).exercise_id == exercise.pk


def test_a_camera_of_an_exercise_is_shared_with_nothing_real(exercise, commander):
    real_eye = camera(by=commander)
    drill_eye = drilled(exercise, camera, by=commander)
    real, drill = make.incident(), drilled(exercise, make.incident)
    for eye, incident in ((drill_eye, real), (real_eye, drill)):
        with refused(CameraShare):
            share_camera(actor=commander, camera_id=eye.pk, incident_id=incident.pk)
    with refused(CameraShare):
        change_camera(actor=commander, camera_id=drill_eye.pk, changes={"place": "x"})
    share = share_camera(actor=commander, camera_id=drill_eye.pk, incident_id=drill.pk)
    assert share.exercise_id == exercise.pk
    assert not Entry.objects.filter(
        room__key="city.150600", changed__has_key=f"camera.{drill_eye.pk}"
    )


def test_a_plan_of_an_exercise_works_on_nothing_real(exercise, commander):
    drill_plan = drilled(exercise, plans.published, title="演练预案")
    real_plan = plans.published()
    real, drill = make.incident(), drilled(exercise, make.incident)

    with refused(Activation, Task):
        activate_plan(actor=commander, plan_id=drill_plan.pk, incident_id=real.pk)
    for plan in (drill_plan, real_plan):
        activate_plan(actor=commander, plan_id=plan.pk, incident_id=drill.pk)
    assert set(Activation.objects.values_list("exercise", flat=True)) == {exercise.pk}


def test_a_post_and_a_share_over_a_drilled_incident_go_with_the_exercise(exercise, commander):
    room = drilled(exercise, make.incident).room_id
    helper = make.person(region=BAOTOU)
    post = grant_duty(actor=commander, person_id=helper.pk, post=Post.LIAISON, room=room)
    share = share_room(actor=commander, room=room, grantee=BAOTOU, reason="演练")
    assert {post.exercise_id, share.exercise_id} == {exercise.pk}


def test_a_joint_operation_is_over_a_drill_or_over_reality_and_tells_no_real_room(
    exercise, commander
):
    real, drill = make.incident(), drilled(exercise, make.incident)
    for pair in ((real, drill), (drill, real)):
        with refused(JointOperation, Share):
            joint.operation(commander, *pair)
    joint.operation(commander, drill)
    joint.notification(commander, drill)
    told = Entry.objects.filter(kind__regex="^(operation|notification)")
    assert set(told.values_list("room", flat=True)) == {drill.room_id, exercise.room}
    assert Share.objects.filter(exercise__isnull=True).count() == 0


def test_a_warning_of_an_exercise_is_a_drill_and_stays_in_it(exercise):
    warning = drilled(exercise, warnings.warning, level=1)
    version = warnings.last(warning)
    assert {warning.exercise_id, version.exercise_id} == {exercise.pk}
    assert warning.room == exercise.room
    assert warning.obligations.get().exercise_id == exercise.pk
    assert version.headline.startswith("【演练】")
    oasis, national = serialize_cap12(warning, version), serialize_cncap(warning, version)
    assert b"<status>Exercise</status>" in oasis
    assert b"<status>Test</status>" in national
    assert "演练消息" in national.decode()
    assert not Entry.objects.filter(
        room__key="city.150600", kind__startswith="warning"
    ).exists()
