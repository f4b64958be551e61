"""The first administrators of an authority."""

import io

import pytest
from django.core.management import CommandError, call_command

from command.core import policies
from command.core.models import Duty, Person
from tests import make
from tests.make import BAOTOU, ORDOS

pytestmark = pytest.mark.django_db

Post = Duty.Post


def found(code):
    said = io.StringIO()
    call_command("found_authority", code, stdout=said)
    return said.getvalue()


def test_three_people_get_the_three_posts_and_a_password_each():
    said = found(ORDOS)
    passwords = dict(line.split() for line in said.splitlines() if line.startswith("  "))
    assert sorted(passwords) == ["150600.auditor", "150600.secadmin", "150600.sysadmin"]
    for username, password in passwords.items():
        person = Person.objects.get(username=username)
        assert person.check_password(password)
        (duty,) = policies.duties_of(person)
        assert (duty.post in policies.ADMINISTRATORS, duty.region_id) == (True, ORDOS)


def test_founding_twice_is_founding_once():
    found(ORDOS)
    assert "nothing was changed" in found(ORDOS)
    assert Person.objects.count() == 3


def test_only_the_posts_that_nobody_holds_are_filled():
    make.person(Post.SECURITY_ADMIN, ORDOS)
    assert "secadmin" not in found(ORDOS)
    assert Person.objects.count() == 3


def test_an_authority_is_a_city_or_the_region():
    with pytest.raises(CommandError):
        found("150621")
    found(BAOTOU)
    assert set(Person.objects.values_list("origin", flat=True)) == {BAOTOU}


def test_who_was_founded_registers_the_next(client):
    found(ORDOS)
    administrator = Person.objects.get(username="150600.sysadmin")
    assert policies.holds(administrator, {Post.SYSTEM_ADMIN}, region=ORDOS)
