"""Lock-out, throttling, and what a stranger can learn from an answer."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from command.core import authority, lockout
from command.core.actions import conclude_password, lift_lock
from command.core.errors import Conflict, NotPermitted
from command.core.lockout import Outcome
from command.core.models import AuditRecord
from tests import make
from tests.make import BAOTOU, ORDOS, PASSWORD, Post
from tests.support.race import race
from tests.support.signing_in import acts, code, enrolled, is_in, sign_in

pytestmark = pytest.mark.django_db


def test_known_and_unknown_names_get_the_same_answer():
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    closed = make.person(Post.DUTY_OFFICER, ORDOS)
    with transaction.atomic(), authority.acting_as(ORDOS):
        closed.is_active = False
        closed.save(update_fields=["is_active"])
    pages = []
    for name, password in [
        (person.username, "wrong"),
        ("150600.nobody", "wrong"),
        (closed.username, PASSWORD),
    ]:
        client, answer = sign_in(name, password)
        text = re.sub(r'value="[^"]*"', "", answer.content.decode())
        pages.append((answer.status_code, text))
        assert not is_in(client)
    assert len(set(pages)) == 1
    assert pages[0][0] == 403


def test_an_unknown_name_costs_a_hash_like_any_other(monkeypatch):
    hashed: list[str] = []
    monkeypatch.setattr("command.core.identity.make_password", hashed.append)
    sign_in("150600.nobody", "wrong")
    assert hashed == ["wrong"]


def test_five_failures_lock_a_name_for_a_quarter_of_an_hour(clock):
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    for _ in range(5):
        sign_in(person.username, "wrong")
    client, answer = sign_in(person.username)
    assert answer.status_code == 403
    assert "Wait 15 minutes" in answer.content.decode()
    assert not is_in(client)
    assert acts(person.username)[-2:] == [("locked", True), ("refused", False)]
    clock.shift(timedelta(minutes=15, seconds=1))
    client, _ = sign_in(person.username)
    assert is_in(client)


def test_attempts_during_a_lock_do_not_prolong_it(clock):
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    for _ in range(5):
        sign_in(person.username, "wrong")
    for _ in range(3):
        clock.shift(timedelta(minutes=4))
        sign_in(person.username, "wrong")
    clock.shift(timedelta(minutes=3, seconds=1))
    client, _ = sign_in(person.username)
    assert is_in(client)


def test_a_name_that_nobody_bears_is_locked_like_any_other(clock):
    for _ in range(5):
        sign_in("150600.nobody", "wrong")
    _, answer = sign_in("150600.nobody", "wrong")
    assert "Wait 15 minutes" in answer.content.decode()


def test_a_success_forgives_the_failures_before_it(clock):
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    for _ in range(2):
        for _ in range(4):
            sign_in(person.username, "wrong")
            clock.shift(timedelta(seconds=1))
        client, _ = sign_in(person.username)
        clock.shift(timedelta(seconds=1))
        assert is_in(client)


def test_a_right_password_without_the_code_forgives_nothing(clock):
    person = enrolled()
    for _ in range(4):
        sign_in(person.username, "wrong")
        clock.shift(timedelta(seconds=1))
    client, answer = sign_in(person.username)
    assert answer["Location"] == "/sign-in/code/"
    client.post("/sign-in/code/", {"code": "000000"})
    assert lockout.is_locked(person.username)
    answer = client.post("/sign-in/code/", {"code": code()})
    assert "Wait 15 minutes" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    ("guessing", "same", "other"),
    [
        ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
        # Whoever has one address of IPv6 has all those of the line.
        ("2001:db8:0:1::{:x}", "2001:db8:0:1:ffff::9", "2001:db8:0:2::1"),
    ],
    ids=["IPv4", "IPv6"],
)
def test_many_names_from_one_line_are_throttled(clock, guessing, same, other):
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    for number in range(settings.LOGIN_ATTEMPTS_PER_ADDRESS):
        conclude_password(
            actor=None, name=f"150600.n{number}", claimed=Outcome.WRONG,
            address=guessing.format(number + 1),
        )  # fmt: skip
    there, answer = sign_in(person.username, REMOTE_ADDR=same)
    assert "Wait 15 minutes" in answer.content.decode()
    elsewhere, _ = sign_in(person.username, REMOTE_ADDR=other)
    assert (is_in(there), is_in(elsewhere)) == (False, True)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("fe80::1%eth0", "fe80::1"),
        ("", None),
        ("testclient", None),
    ],
)
def test_an_address_is_kept_in_one_form(given, kept):
    sign_in("150600.nobody", "wrong", REMOTE_ADDR=given)
    assert AuditRecord.objects.get().address == kept


@pytest.mark.django_db(transaction=True)
def test_however_many_guesses_arrive_at_once_five_count():
    name = "150600.somebody"
    outcomes = race(
        lambda: conclude_password(
            actor=None, name=name, claimed=Outcome.WRONG, address="192.0.2.7"
        ),
        times=16,
    )
    assert outcomes.count(Outcome.WRONG) == 5
    assert outcomes.count(Outcome.LOCKED) == 11
    assert acts(name).count(("sign_in", False)) == 5


def test_a_lock_is_lifted_by_an_administrator_of_the_authority(clock):
    person = make.person(Post.COMMANDER, ORDOS)
    security = make.person(Post.SECURITY_ADMIN, ORDOS)
    with pytest.raises(Conflict, match="not locked"):
        lift_lock(actor=security, person_id=person.pk)
    for _ in range(5):
        sign_in(person.username, "wrong")
    for stranger in (
        make.person(Post.SECURITY_ADMIN, BAOTOU),
        make.person(Post.COMMANDER, ORDOS),
    ):
        with pytest.raises(NotPermitted):
            lift_lock(actor=stranger, person_id=person.pk)
    assert lockout.is_locked(person.username)
    clock.shift(timedelta(seconds=1))
    lift_lock(actor=security, person_id=person.pk)
    assert not lockout.is_locked(person.username)
    assert lockout.failures(person.username) == 0
