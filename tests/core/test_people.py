"""Opening, changing and closing accounts."""

from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from command.core import authority, journal
from command.core.actions import (
    disable_person,
    register_organisation,
    register_person,
    set_language,
    set_password,
)
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Duty, Organisation, Person, Room
from tests import make
from tests.make import BAOTOU, ORDOS, PASSWORD, REGION
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

Post = Duty.Post
NEW = "Frazil ice at 07:12"
NOBODY = UUID("01890000-0000-7000-8000-000000000000")


def register(actor, **given):
    told = {"username": f"{ORDOS}.lihui", "name": "李晖", "password": PASSWORD, **given}
    return register_person(actor=actor, **told)


def test_the_system_administrator_opens_an_account_with_an_inbox():
    administrator = make.person(Post.SYSTEM_ADMIN, ORDOS)
    person = register(administrator)
    assert (person.origin, person.username, person.language) == (
        ORDOS,
        "150600.lihui",
        "zh-hans",
    )
    assert person.check_password(PASSWORD)
    room = Room.objects.get(key=f"person.{person.pk}")
    assert (room.kind, room.region_id, room.origin) == ("person", ORDOS, ORDOS)
    (entry,) = journal.since(room.key, 0)
    assert entry["kind"] == "person.registered"
    assert entry["actor"]["id"] == str(administrator.pk)


@pytest.mark.parametrize("post", sorted(set(Post) - {Post.SYSTEM_ADMIN}))
def test_no_other_post_opens_accounts(post):
    actor = make.person(post, ORDOS)
    before = Person.objects.count()
    with pytest.raises(NotPermitted, match="Only System administrator"):
        register(actor)
    assert Person.objects.count() == before


def test_an_administrator_registers_for_their_own_authority_only():
    administrator = make.person(Post.SYSTEM_ADMIN, BAOTOU)
    with pytest.raises(Invalid, match="code of the authority"):
        register(administrator, username=f"{ORDOS}.lihui")
    assert not Person.objects.filter(username=f"{ORDOS}.lihui").exists()


@pytest.mark.parametrize(
    "username",
    ["lihui", "150600", "150600.", "150600.Li", "150600.li hui", "150600.李", "150600.a" * 9],
)
def test_a_user_name_has_one_shape(username):
    with pytest.raises(Invalid), transaction.atomic(), authority.acting_as(ORDOS):
        register(None, username=username)


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\x00b", "a\nb", "‮txt"])
def test_a_name_is_printable_and_not_too_long(name):
    with pytest.raises(Invalid), transaction.atomic(), authority.acting_as(ORDOS):
        register(None, name=name)


def test_a_user_name_is_taken_once():
    administrator = make.person(Post.SYSTEM_ADMIN, ORDOS)
    register(administrator)
    with pytest.raises(Conflict, match="taken"):
        register(administrator, name="李慧")
    assert Person.objects.get(username="150600.lihui").name == "李晖"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Short-7x", "at least 10"),
        ("onlysmallletters", "three of these"),
        ("smallletters123", "three of these"),
        ("150600.Lihui", "too similar"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password, reason):
    administrator = make.person(Post.SYSTEM_ADMIN, ORDOS)
    with pytest.raises(Invalid) as refusal:
        register(administrator, password=password)
    assert any(reason in why for why in refusal.value.detail["password"])
    assert not Person.objects.filter(username="150600.lihui").exists()


def test_people_set_their_own_password_and_the_old_one_is_dead():
    person = make.person(Post.OBSERVER, ORDOS)
    set_password(actor=person, person_id=person.pk, password=NEW)
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert not person.check_password(PASSWORD)
    kinds = [entry["kind"] for entry in journal.since(person.room, 0)]
    assert kinds[-1] == "person.password_changed"


def test_a_new_password_ends_the_sessions_of_the_old_one():
    person = make.person(Post.OBSERVER, ORDOS)
    client = client_of(person)
    assert client.get("/api/people/me/").status_code == 200
    set_password(actor=person, person_id=person.pk, password=NEW)
    assert client.get("/api/people/me/").status_code == 401


def test_none_of_the_last_five_passwords_comes_back():
    person = make.person(Post.OBSERVER, ORDOS)
    for number in range(5):
        set_password(actor=person, person_id=person.pk, password=f"{NEW} {number}")
    for number in range(5):
        with pytest.raises(Invalid) as refusal:
            set_password(actor=person, person_id=person.pk, password=f"{NEW} {number}")
        assert refusal.value.detail["password"] == ["It is none of the last five passwords."]
    set_password(actor=person, person_id=person.pk, password=PASSWORD)


def test_nobody_but_their_system_administrator_sets_the_password_of_another():
    person = make.person(Post.OBSERVER, ORDOS)
    own = make.person(Post.SYSTEM_ADMIN, ORDOS)
    for stranger in (
        make.person(Post.SYSTEM_ADMIN, BAOTOU),
        make.person(Post.SYSTEM_ADMIN, REGION),
        make.person(Post.SECURITY_ADMIN, ORDOS),
        make.person(Post.COMMANDER, ORDOS),
    ):
        with pytest.raises(NotPermitted):
            set_password(actor=stranger, person_id=person.pk, password=NEW)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    set_password(actor=own, person_id=person.pk, password=NEW)
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_a_closed_account_is_signed_out_at_once_and_stays_closed():
    person = make.person(Post.COMMANDER, ORDOS)
    administrator = make.person(Post.SYSTEM_ADMIN, ORDOS)
    client = client_of(person)
    disable_person(actor=administrator, person_id=person.pk, reason="moved away")
    assert client.get("/api/people/me/").status_code == 401
    entry = journal.since(person.room, 0)[-1]
    assert (entry["kind"], entry["payload"]["reason"]) == ("person.disabled", "moved away")
    with pytest.raises(Conflict, match="closed already"):
        disable_person(actor=administrator, person_id=person.pk, reason="again")


def test_nobody_closes_their_own_account_or_one_of_another_city():
    administrator = make.person(Post.SYSTEM_ADMIN, ORDOS)
    other = make.person(Post.OBSERVER, BAOTOU)
    for person in (administrator, other):
        with pytest.raises(NotPermitted):
            disable_person(actor=administrator, person_id=person.pk, reason="x")
        person.refresh_from_db()
        assert person.is_active
    with pytest.raises(NotThere):
        disable_person(actor=administrator, person_id=NOBODY, reason="x")


def test_a_person_reads_in_a_language_that_the_system_speaks():
    person = make.person(Post.OBSERVER, ORDOS)
    set_language(actor=person, language="en")
    person.refresh_from_db()
    assert person.language == "en"
    with pytest.raises(Invalid):
        set_language(actor=person, language="fr")


def test_an_organisation_is_entered_once():
    administrator = make.person(Post.SYSTEM_ADMIN, ORDOS)
    given: dict[str, Any] = {
        "name_zh": "示例局",
        "name_en": "Example Bureau",
        "kind": "other",
        "region": ORDOS,
    }
    register_organisation(actor=administrator, **given)
    with pytest.raises(Conflict):
        register_organisation(actor=administrator, **given)
    with pytest.raises(Invalid):
        register_organisation(actor=administrator, **{**given, "kind": "circus"})
    with pytest.raises(NotPermitted):
        register_organisation(actor=make.person(Post.COMMANDER, ORDOS), **given)
    assert Organisation.objects.get().origin == ORDOS
