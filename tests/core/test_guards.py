"""What the database refuses, whatever the code says."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from command.core import authority, journal
from command.core.models import AuditRecord, Duty, Entry, MediaFile, Organisation, Person, Room
from tests import make
from tests.make import BAOTOU, ORDOS

pytestmark = pytest.mark.django_db

APPEND_ONLY = ["core_entry", "core_auditrecord"]
OWNED = ["core_person", "core_duty", "core_room", "core_organisation"]


def refused(match):
    return pytest.raises(DatabaseError, match=match)


def run(sql, *values, acting=ORDOS):
    with transaction.atomic(), authority.acting_as(acting), connection.cursor() as cursor:
        cursor.execute(sql, values)


def organisation(code):
    with transaction.atomic(), authority.acting_as(code):
        return Organisation.objects.create(
            name_zh="示例", name_en="Example", kind="other", region_id=code
        )


def test_a_row_of_another_authority_is_not_written():
    theirs = organisation(BAOTOU)
    with refused("150600 may not write a row of 150200"):
        run("UPDATE core_organisation SET name_en = 'x' WHERE id = %s", theirs.pk)
    theirs.refresh_from_db()
    assert theirs.name_en == "Example"


def test_a_row_is_not_entered_in_the_name_of_another_authority():
    with refused("150600 may not write a row of 150200"):
        run(
            "INSERT INTO core_organisation (id, origin, name_zh, name_en, kind, region_id)"
            " VALUES (%s, '150200', '示例', 'Example', 'other', '150200')",
            uuid4(),
        )
    assert not Organisation.objects.exists()


def test_nobody_acts_outside_a_door():
    mine = organisation(ORDOS)
    with refused("nobody acts"), transaction.atomic():
        Organisation.objects.filter(pk=mine.pk).update(name_en="x")
    with pytest.raises(RuntimeError, match="Nobody acts"):
        Organisation(name_zh="另", name_en="x", kind="other", region_id=ORDOS).save()


@pytest.mark.parametrize("column", ["origin", "exercise_id"])
def test_a_row_changes_neither_owner_nor_exercise(column):
    mine = organisation(ORDOS)
    value = BAOTOU if column == "origin" else str(uuid4())
    with refused("neither owner nor exercise"):
        run(f"UPDATE core_organisation SET {column} = %s WHERE id = %s", value, mine.pk)


@pytest.mark.parametrize("table", OWNED)
def test_an_owned_row_is_never_deleted(table):
    make.person(Duty.Post.COMMANDER, ORDOS)
    organisation(ORDOS)
    with refused("are never deleted"):
        run(f"DELETE FROM {table}")
    assert Person.objects.count() == 1
    assert Duty.objects.count() == 1


def test_an_insert_only_row_is_never_changed():
    with transaction.atomic(), authority.acting_as(ORDOS):
        kept = MediaFile.objects.create(sha256="a" * 64, size=1, content_type="image/png")
    with refused("are never changed"):
        run("UPDATE core_mediafile SET size = 2 WHERE id = %s", kept.pk)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("act", ["UPDATE {} SET actor_id = NULL", "DELETE FROM {}"])
def test_a_fact_is_neither_changed_nor_deleted(table, act):
    person = make.person(Duty.Post.COMMANDER, ORDOS)
    AuditRecord.objects.create(act="refused", succeeded=False, actor=person)
    entries = Entry.objects.count()
    with refused("is append-only"):
        run(act.format(table))
    assert (Entry.objects.count(), AuditRecord.objects.count()) == (entries, 1)


def test_the_entries_of_a_real_room_stay_even_while_an_exercise_is_removed():
    make.person(Duty.Post.COMMANDER, ORDOS)
    with refused("is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('jc.removing', %s, true)", [str(uuid4())])
        cursor.execute("DELETE FROM core_entry")


@pytest.mark.parametrize("table", [*APPEND_ONLY, *OWNED, "core_mediafile", "core_share"])
def test_a_table_is_never_truncated(table):
    with refused("is never truncated"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_the_guard_survives_a_refusal_inside_a_door():
    """After a refused write the same transaction still knows who acts."""
    theirs, mine = organisation(BAOTOU), organisation(ORDOS)
    with transaction.atomic(), authority.acting_as(ORDOS):
        with refused("may not write"), transaction.atomic():
            Organisation.objects.filter(pk=theirs.pk).update(name_en="x")
        Organisation.objects.filter(pk=mine.pk).update(name_en="y")
    mine.refresh_from_db()
    assert mine.name_en == "y"


def test_one_authority_acts_for_another_only_within_the_block():
    with transaction.atomic(), authority.acting_as(ORDOS):
        with authority.acting_as(BAOTOU):
            journal.open_room("incident.theirs", Room.Kind.INCIDENT, BAOTOU)
        journal.open_room("incident.mine", Room.Kind.INCIDENT, ORDOS)
    owners = dict(Room.objects.filter(kind="incident").values_list("key", "origin"))
    assert owners == {"incident.theirs": BAOTOU, "incident.mine": ORDOS}
