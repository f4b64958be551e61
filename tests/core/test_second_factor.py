"""The second step of signing in: codes, enrolment, and who must give one."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from command.core import second_factor, sessions
from command.core.actions import (
    confirm_second_factor,
    enrol_second_factor,
    forget_second_factor,
    pass_second_factor,
)
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.lockout import Outcome
from command.core.models import AuditRecord, Person
from command.core.sealing import unseal
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.support.client import client_of
from tests.support.race import race
from tests.support.signing_in import SEED, acts, code, enrolled, is_in, sign_in

pytestmark = pytest.mark.django_db


def test_who_approves_gives_a_code_as_well():
    person = enrolled()
    client, answer = sign_in(person.username)
    assert answer["Location"] == "/sign-in/code/"
    assert not is_in(client)
    assert client.post("/sign-in/code/", {"code": code()})["Location"] == "/landing/"
    assert is_in(client)


def test_a_code_opens_once(clock):
    person = enrolled()
    first, _ = sign_in(person.username)
    second, _ = sign_in(person.username)
    first.post("/sign-in/code/", {"code": code()})
    answer = second.post("/sign-in/code/", {"code": code()})
    assert (is_in(first), is_in(second)) == (True, False)
    assert "it has been used" in answer.content.decode()
    clock.shift(timedelta(seconds=second_factor.STEP_S))
    second.post("/sign-in/code/", {"code": code()})
    assert is_in(second)


def test_an_older_code_is_dead_once_a_newer_one_was_used(clock):
    person = enrolled()
    assert pass_second_factor(actor=person, code=code(1), address=None) is Outcome.RIGHT
    for step in (1, 0, -1):
        assert pass_second_factor(actor=person, code=code(step), address=None) is Outcome.WRONG


@pytest.mark.parametrize(
    ("step", "outcome"), [(-2, "wrong"), (0, "right"), (1, "right"), (2, "wrong")]
)
def test_a_clock_may_be_off_by_one_step(clock, step, outcome):
    assert pass_second_factor(actor=enrolled(), code=code(step), address=None) == outcome


@pytest.mark.parametrize(
    "given", ["", "12345", "abcdef", "\uff11" * 6, "000000\x00", "9" * 500]
)
def test_no_odd_code_opens_or_breaks_anything(given):
    client, _ = sign_in(enrolled().username)
    assert client.post("/sign-in/code/", {"code": given}).status_code in {400, 403}
    assert not is_in(client)


@pytest.mark.django_db(transaction=True)
def test_one_code_given_twice_at_once_opens_once():
    person = enrolled()
    given = code()
    outcomes = race(lambda: pass_second_factor(actor=person, code=given, address=None), times=8)
    assert outcomes.count(Outcome.RIGHT) == 1


def test_who_approves_enrols_at_the_first_sign_in(clock):
    person = make.person(Post.COMMANDER, ORDOS)
    client, _ = sign_in(person.username)
    page = client.get("/sign-in/code/").content.decode()
    (shown,) = re.findall(r"<code>([A-Z2-7 ]+)</code>", page)
    seed = shown.replace(" ", "")
    assert f"secret={seed}" in page
    assert client.get("/sign-in/code/").content.decode().count(seed[:4]) > 0
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 403
    assert not is_in(client)
    client.post("/sign-in/code/", {"code": second_factor.current_code(seed)})
    assert is_in(client)
    person.refresh_from_db()
    assert unseal(person.totp_seed) == seed
    assert ("enrolled", True) in acts(person.username)


def test_a_seed_is_shown_once_and_never_replaced_by_enrolling_again():
    person = enrolled()
    client, _ = sign_in(person.username)
    assert SEED not in client.get("/sign-in/code/").content.decode().replace(" ", "")
    with pytest.raises(Conflict):
        enrol_second_factor(actor=person)
    with pytest.raises(Conflict):
        confirm_second_factor(actor=person, code=code())


def test_a_wrong_first_code_enrols_nobody():
    person = make.person(Post.COMMANDER, ORDOS)
    enrol_second_factor(actor=person, seed=SEED)
    with pytest.raises(Invalid):
        confirm_second_factor(actor=person, code="000000")
    person.refresh_from_db()
    assert person.totp_seed == ""


def test_a_lost_device_is_forgotten_by_the_security_administrator_and_another_enrolled(clock):
    person, security = enrolled(), make.person(Post.SECURITY_ADMIN, ORDOS)
    kept = person.totp_seed
    for actor in (
        make.person(Post.SYSTEM_ADMIN, ORDOS),
        make.person(Post.SECURITY_ADMIN, BAOTOU),
        person,
    ):
        with pytest.raises(NotPermitted):
            forget_second_factor(actor=actor, person_id=person.pk, reason="丢失")
    client = client_of(security)
    assert "Second factor lost" in client.get("/people/").content.decode()
    given = {"verb": "forget", "person": person.pk, "reason": "丢失"}
    client.post("/people/", given | {"reason": ""})
    assert Person.objects.get(pk=person.pk).totp_seed == kept
    client.post("/people/", given)
    record = AuditRecord.objects.get(act="forgotten")
    assert (record.actor_id, record.actor_name, record.what) == (
        security.pk, person.username, "丢失",
    )  # fmt: skip
    with pytest.raises(Conflict):
        forget_second_factor(actor=security, person_id=person.pk, reason="又")
    answer, _ = sign_in(person.username)
    shown = answer.get("/sign-in/code/").content.decode()
    assert "needs a second factor" in shown
    assert SEED not in shown.replace(" ", "")


def test_the_second_step_waits_five_minutes(clock):
    client, _ = sign_in(enrolled().username)
    clock.shift(timedelta(minutes=5, seconds=1))
    answer = client.post("/sign-in/code/", {"code": code()})
    assert answer["Location"] == "/sign-in/"
    assert not is_in(client)


def test_the_second_step_alone_is_no_way_in():
    client = Client()
    assert client.get("/sign-in/code/")["Location"] == "/sign-in/"
    assert client.post("/sign-in/code/", {"code": "000000"})["Location"] == "/sign-in/"


def test_a_post_that_approves_given_during_a_session_asks_for_the_code(clock):
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    client, _ = sign_in(person.username)
    make.duty(person, post=Post.COMMANDER, region=ORDOS)
    assert is_in(client)
    clock.shift(timedelta(seconds=sessions.TOUCH_EVERY + 1))
    assert not is_in(client)
    _, answer = sign_in(person.username)
    assert answer["Location"] == "/sign-in/code/"
