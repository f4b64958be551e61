"""Seeds of second factors are sealed in the tables, and keys can be changed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from command.core.actions import enrol_second_factor
from command.core.models import Person, SecondFactor
from command.core.sealing import Unreadable, seal, unseal
from tests import make
from tests.make import ORDOS, Post
from tests.support.signing_in import SEED, code, enrolled, is_in, sign_in

pytestmark = pytest.mark.django_db


def tables():
    """Return all that two tables hold, as a copy of the database shows it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p::text FROM core_person p"
            " UNION ALL SELECT f::text FROM core_secondfactor f"
        )
        return "\n".join(row for (row,) in cursor.fetchall())


def enters(person):
    client, _ = sign_in(person.username)
    SecondFactor.objects.filter(person=person).update(last_counter=0)
    answer = client.post("/sign-in/code/", {"code": code()})
    return is_in(client), answer


def test_no_table_holds_a_seed_in_clear():
    person, begun = enrolled(), make.person(Post.COMMANDER, ORDOS)
    shown = enrol_second_factor(actor=begun)
    assert enrol_second_factor(actor=begun) == shown
    held = tables()
    assert (person.username in held, SEED in held, shown in held) == (True, False, False)
    assert unseal(person.totp_seed) == SEED
    assert seal(SEED) != seal(SEED)
    assert (seal(""), unseal("")) == ("", "")


def test_a_new_key_opens_what_older_ones_sealed_until_they_go(settings):
    person = enrolled()
    settings.SEAL_KEYS = ["a key of its own"]
    assert enters(person)[0]
    made = StringIO()
    call_command("seal_anew", stdout=made)
    assert "1 sealed anew" in made.getvalue()
    settings.SECRET_KEY = "another, and the old one forgotten"
    assert enters(person)[0]
    settings.SEAL_KEYS = ["the next", "a key of its own"]
    assert enters(person)[0]

    settings.SEAL_KEYS = ["the next"]
    entered, answer = enters(person)
    assert (entered, answer.status_code) == (False, 503)
    assert "has not the key to your second factor" in answer.content.decode()
    kept = Person.objects.get(pk=person.pk).totp_seed
    with pytest.raises(CommandError, match=person.username):
        call_command("seal_anew", stdout=StringIO())
    assert Person.objects.get(pk=person.pk).totp_seed == kept
    with pytest.raises(Unreadable):
        unseal(kept[:-8])


def test_what_secret_key_sealed_opens_under_its_successor(settings):
    person, before = enrolled(), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "its successor", [before]
    assert enters(person)[0]
