"""The door decorator, the acting authority, and the base of what is owned."""

import pytest
from django.db import IntegrityError, connection, transaction

from command.core import authority
from command.core.doors import DOORS, door
from command.core.errors import Invalid
from command.core.models import Organisation
from tests import make
from tests.make import BAOTOU, ORDOS, REGION


@pytest.fixture
def forgotten():
    """Forget the doors that a test makes."""
    before = dict(DOORS)
    yield
    DOORS.clear()
    DOORS.update(before)


def acting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('jc.acting', true)")
        return cursor.fetchone()[0] or ""


def organisation(name):
    return Organisation.objects.create(
        name_zh=name, name_en=name, kind="other", region_id=ORDOS
    )


def test_a_door_takes_keyword_arguments_only(forgotten):
    with pytest.raises(TypeError, match="keyword-only"):

        @door
        def positional(actor):
            return actor


def defaulted(*, actor=None):
    return actor


def nameless(*, what):
    return what


@pytest.mark.parametrize("func", [defaulted, nameless])
def test_a_door_names_its_actor_without_default(forgotten, func):
    with pytest.raises(TypeError, match="names its actor"):
        door(func)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_undoes_everything(forgotten):
    @door
    def half(*, actor):
        organisation("a")
        raise Invalid("no")

    with pytest.raises(Invalid):
        half(actor=None)
    assert not Organisation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refused_door_inside_a_door_undoes_itself_alone(forgotten):
    @door
    def inner(*, actor):
        organisation("inner")
        raise Invalid("no")

    @door
    def outer(*, actor):
        organisation("before")
        with pytest.raises(Invalid):
            inner(actor=actor)
        organisation("after")

    outer(actor=None)
    assert sorted(Organisation.objects.values_list("name_zh", flat=True)) == ["after", "before"]


@pytest.mark.django_db(transaction=True)
def test_who_acts_owns_what_is_made(forgotten):
    @door
    def make_one(*, actor, name):
        return organisation(name)

    person = make.person(region=BAOTOU)
    assert make_one(actor=person, name="theirs").origin == BAOTOU
    assert make_one(actor=None, name="the node's").origin == REGION
    with transaction.atomic(), authority.acting_as(ORDOS):
        assert make_one(actor=None, name="for ordos").origin == ORDOS
        assert make_one(actor=person, name="theirs again").origin == BAOTOU
        assert acting() == ORDOS


@pytest.mark.django_db(transaction=True)
def test_after_a_door_nobody_acts(forgotten):
    @door
    def nothing(*, actor):
        return acting()

    assert nothing(actor=make.person(region=ORDOS)) == ORDOS
    with pytest.raises(RuntimeError, match="Nobody acts"):
        authority.current()
    assert acting() == ""
    with pytest.raises(RuntimeError, match="inside a transaction"), authority.acting_as(ORDOS):
        pass


@pytest.mark.django_db(transaction=True)
def test_a_broken_transaction_reports_its_own_error(forgotten):
    """Leaving the block after a database error does not hide that error behind another."""

    @door
    def twice(*, actor):
        made = organisation("a")
        Organisation(pk=made.pk, name_zh="b", name_en="b", kind="other", region_id=ORDOS).save(
            force_insert=True
        )

    with pytest.raises(IntegrityError):
        twice(actor=make.person(region=BAOTOU))
    assert acting() == ""
