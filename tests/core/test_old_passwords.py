"""A password that is too old is renewed at sign-in, and nothing is lost on the way."""

from datetime import timedelta

import pytest
from django.test import Client

from command.core import demo, passwords
from command.core.actions import change_rule, renew_password
from command.core.errors import Conflict
from command.core.models import AuditRecord, PasswordAgeRule
from command.core.rules import filled, named
from tests import make
from tests.make import ORDOS, PASSWORD, REGION, Post
from tests.support.signing_in import acts, code, enrolled, is_in, sign_in

pytestmark = pytest.mark.django_db

NEW = "Frazil ice at 07:12"
ASKED = "/sign-in/password/"


def test_a_commander_renews_an_old_password_and_goes_on_to_the_page_asked_for(clock):
    person = enrolled()
    clock.shift(timedelta(days=89, hours=23))
    client = Client()
    given = {"username": person.username, "password": PASSWORD, "next": "/people/?page=2"}
    client.post("/sign-in/", given)
    assert client.post("/sign-in/code/", {"code": code()})["Location"] == "/people/?page=2"

    clock.shift(timedelta(hours=1))
    client, other = Client(), Client()
    client.post("/sign-in/", given)
    # Whoever has not given the code learns nothing of the password's age.
    assert client.get(ASKED)["Location"] == "/sign-in/"
    assert client.post(ASKED, {"password": NEW})["Location"] == "/sign-in/"
    assert client.post("/sign-in/code/", {"code": code()})["Location"] == ASKED
    assert not is_in(client)
    page = client.get(ASKED).content.decode()
    assert "age in days: 90" in page
    for refused, why in (
        ({"password": "short"}, "at least 10 characters"),
        ({"password": PASSWORD}, "none of the last five"),
        ({}, "This field is required"),
    ):
        answer = client.post(ASKED, refused)
        assert (answer.status_code, why in answer.content.decode()) == (400, True)
    assert not is_in(client)
    other.post("/sign-in/", given)

    assert client.post(ASKED, {"password": NEW})["Location"] == "/people/?page=2"
    assert is_in(client)
    # Who waited with the old password waits no longer, and the old one opens nothing.
    assert other.get("/sign-in/code/")["Location"] == "/sign-in/"
    assert sign_in(person.username)[1].status_code == 403
    assert ("refused", False) in acts(person.username)
    renewed = AuditRecord.objects.get(act="renewed")
    assert (renewed.actor_id, renewed.detail) == (person.pk, {"days": 90})
    assert client.post(ASKED, {"password": NEW + "!"})["Location"] == "/sign-in/"
    person.refresh_from_db()
    with pytest.raises(Conflict):
        renew_password(actor=person, password=NEW + "!", address=None)


def test_the_step_of_a_new_password_waits_five_minutes(clock):
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    clock.shift(timedelta(days=90))
    client, answer = sign_in(person.username)
    assert answer["Location"] == ASKED
    clock.shift(timedelta(minutes=5, seconds=1))
    assert client.post(ASKED, {"password": NEW})["Location"] == "/sign-in/"
    person.refresh_from_db()
    assert (person.check_password(PASSWORD), is_in(client)) == (True, False)


def test_the_rules_say_for_whom_a_password_grows_old(clock, settings):
    """Field teams are not asked; who holds a desk as well is; a rule is changed by its page."""
    leader, nobody = make.person(Post.TEAM_LEADER, ORDOS), make.person(region=ORDOS)
    both = make.person(Post.TEAM_MEMBER, ORDOS)
    make.duty(both, post=Post.LIAISON, region=ORDOS)
    shown = make.person(Post.LIAISON, ORDOS, password=demo.PASSWORD)
    clock.shift(timedelta(days=200))
    assert is_in(sign_in(leader.username)[0])
    held = [passwords.days_too_old(who) for who in (leader, nobody, both, shown)]
    assert held == [0, 0, 200, 0]
    settings.DEMO_ALLOWED = False
    assert passwords.days_too_old(shown) == 200
    rule = PasswordAgeRule.objects.get(code="liaison")
    told = filled(rule, named("password-age").fields)
    change_rule(
        actor=make.person(Post.SYSTEM_ADMIN, REGION),
        book="password-age",
        rule_id=rule.pk,
        given=told | {"days": 365},
        reason="试行",
    )
    assert passwords.days_too_old(both) == 0
