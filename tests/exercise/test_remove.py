"""Removing: everything of the exercise goes, and nothing else can."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from command.core import authority, journal, media
from command.core.actions import store_media
from command.core.errors import BadTransition, Conflict, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Duty, Entry, Exercise, MediaFile, OwnedModel, Room
from command.exercise import pictures
from command.exercise.actions import (
    advance_exercise,
    end_exercise,
    remove_exercise,
    start_exercise,
)
from command.exercise.removal import belongings
from command.exercise.scenario import Picture
from command.exercise.scenarios import SCENARIOS
from incidents.actions import write_note
from incidents.models import Incident, Note
from tests import make

pytestmark = pytest.mark.django_db

# What removing writes itself.
OWN = {"core_exercise", "core_entry", "core_head"}


def played(director):
    exercise = start_exercise(actor=director, scenario="tiny", speed=100_000.0)
    ends = SCENARIOS["tiny"].ends
    advance_exercise(actor=None, exercise_id=exercise.pk, until=ends, budget_s=60)
    exercise.refresh_from_db()
    return exercise


def dump():
    """Return every row of every table as text, but those of journals' heads."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {table} AS t ORDER BY 1")
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def test_after_the_removal_all_is_as_it_was_before(director, tiny):
    real = make.incident()
    write_note(actor=None, incident_id=real.pk, category="note", text="真的")
    before = dump()

    exercise = played(director)
    remove_exercise(actor=director, exercise_id=exercise.pk)

    after = dump()
    assert {t for t in before if before[t] != after[t]} <= OWN
    assert set(before["core_entry"]) < set(after["core_entry"])
    new = Entry.objects.filter(kind__startswith="exercise.")
    assert len(after["core_entry"]) == len(before["core_entry"]) + new.count()
    assert journal.first_break("joint") is None
    assert Incident.objects.get() == real


def test_the_joint_room_keeps_what_there_was(director, tiny):
    exercise = played(director)
    room = Incident.objects.get().room_id
    last = Entry.objects.filter(room=room).order_by("-seq").first()
    incident = Incident.objects.get().pk

    remove_exercise(actor=director, exercise_id=exercise.pk)

    told = Entry.objects.get(kind="exercise.removed")
    assert told.room_id == "joint"
    assert told.payload["rooms"][room] == {
        "last_seq": last.seq,
        "last_hash": bytes(last.hash).hex(),
    }
    assert told.payload["rows"]["incidents_incident"] == 1
    assert told.payload["total"] == sum(told.payload["rows"].values())
    assert told.changed[f"incident.{incident}"] is None
    assert told.changed[f"exercise.{exercise.pk}"]["state"] == "removed"
    assert not Room.objects.filter(exercise=exercise).exists()
    assert Exercise.objects.get().state == Exercise.State.REMOVED


def test_the_same_scenario_can_be_played_again_afterwards(director, tiny):
    first = played(director)
    number = Incident.objects.get().number
    remove_exercise(actor=director, exercise_id=first.pk)

    played(director)

    assert Incident.objects.get().number == number


def test_a_running_exercise_is_not_removed(director, tiny):
    exercise = start_exercise(actor=director, scenario="tiny", speed=1.0)

    with pytest.raises(BadTransition):
        remove_exercise(actor=director, exercise_id=exercise.pk)

    assert Room.objects.filter(exercise=exercise).exists()


def test_others_may_not_remove_and_nothing_changes(people, director, tiny):
    exercise = played(director)
    before = dump()

    with pytest.raises(NotPermitted):
        remove_exercise(actor=people["commander"], exercise_id=exercise.pk)

    assert dump() == before


def test_what_is_not_there_cannot_be_removed(director):
    with pytest.raises(NotThere):
        remove_exercise(actor=director, exercise_id=new_id())


def test_something_real_that_hangs_on_it_stops_the_removal(people, director, tiny):
    exercise = played(director)
    room = Room.objects.get(exercise=exercise, kind=Room.Kind.INCIDENT)
    with transaction.atomic(), authority.acting_as(make.ORDOS):
        # Past the door, which would have flagged it.
        duty = Duty(person=people["planner"], post="observer", room=room)
        duty.starts_at = exercise.started_at
        duty.origin = make.ORDOS
        Model.save(duty, force_insert=True)
    before = dump()

    with pytest.raises(Conflict, match="Something real"):
        remove_exercise(actor=director, exercise_id=exercise.pk)

    assert dump() == before


def test_the_guards_stay_shut_for_everything_else(director, tiny):
    real = make.incident()
    note = write_note(actor=None, incident_id=real.pk, category="note", text="真的")
    exercise = played(director)

    for table, key in (("incidents_note", note.pk), ("incidents_incident", real.pk)):
        with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
            removing(exercise.pk, f"DELETE FROM {table} WHERE id = %s", key)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        removing(exercise.pk, "DELETE FROM core_entry WHERE room_id = %s", real.room_id)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        removing(exercise.pk, "DELETE FROM core_exercise WHERE id = %s", exercise.pk)


def test_without_the_setting_the_guards_are_shut_for_the_exercise_too(director, tiny):
    exercise = played(director)
    note = Note.objects.get()

    for setting in ("", str(new_id())):
        with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
            removing(setting, "DELETE FROM incidents_note WHERE id = %s", note.pk)

    remove_exercise(actor=director, exercise_id=exercise.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('jc.removing', true)")
        assert cursor.fetchone()[0] in (None, "")


def test_files_go_with_the_exercise_unless_something_real_uses_them(
    director, tiny, django_capture_on_commit_callbacks
):
    picture = Picture(scene="jam", caption="冰", at="0:03", source="手机", size=(64, 48))
    shared, own = (
        pictures.drawn(picture),
        pictures.drawn(
            Picture(scene="boat", caption="船", at="1:00", source="手机", size=(64, 48))
        ),
    )
    store_media(actor=None, content=shared)
    exercise = start_exercise(actor=director, scenario="tiny", speed=1.0)
    with authority.in_exercise(exercise.pk):
        store_media(actor=None, content=shared)
        mine = store_media(actor=None, content=own)
    end_exercise(actor=director, exercise_id=exercise.pk)

    with django_capture_on_commit_callbacks(execute=True):
        remove_exercise(actor=director, exercise_id=exercise.pk)

    kept = MediaFile.objects.get()
    assert kept.exercise_id is None
    assert media.path_of(kept.sha256).exists()
    assert not media.path_of(mine.sha256).exists()


def test_every_flagged_table_and_every_state_is_found():
    tables = {one.table: one.depth for one in belongings()}

    assert tables["incidents_incident"] == 0
    assert tables["incidents_incidentstate"] == 1
    assert tables["core_entry"] == 1
    assert tables["resources_position"] == 1
    assert "core_exercise" not in tables
    assert "core_operation" not in tables
    assert "core_auditrecord" not in tables


def removing(exercise, statement, *values):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('jc.removing', %s, true)", [str(exercise)])
        cursor.execute(statement, values)


def test_whatever_hangs_on_a_thing_inherits_its_flag():
    """Otherwise a person's act on an exercise's incident would stay behind, and stop it."""
    free = {"Person", "Organisation", "MediaFile", "Township"}
    for model in apps.get_models():
        if not issubclass(model, OwnedModel) or model is Incident:
            continue
        targets = {
            field.related_model.__name__
            for field in model._meta.local_concrete_fields
            if field.is_relation and issubclass(field.related_model, OwnedModel | Room)
        }
        if targets - free:
            assert model.heir_of is not None, model
