"""Signing in: two steps, lock-out, and what a stranger can learn."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils.timezone import now

from command.core import authority, demo, lockout, second_factor, sessions
from command.core.actions import (
    conclude_password,
    confirm_second_factor,
    enrol_second_factor,
    lift_lock,
    pass_second_factor,
)
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.lockout import Outcome
from command.core.models import AuditRecord, Duty
from tests import make
from tests.make import BAOTOU, ORDOS, PASSWORD
from tests.support.client import client_of
from tests.support.race import race

pytestmark = pytest.mark.django_db

Post = Duty.Post
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
AT = "2027-03-19T05:40:10+08:00"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(AT, tick=False)
    return time_machine


def sign_in(name, password=PASSWORD, client=None, **given):
    client = client or Client()
    answer = client.post("/sign-in/", {"username": name, "password": password}, **given)
    return client, answer


def is_in(client):
    return client.get("/api/people/me/").status_code == 200


def enrolled(post=Post.COMMANDER):
    """Somebody who approves and has a second factor whose present code is unused."""
    person = make.person(post, ORDOS)
    enrol_second_factor(actor=person, seed=SEED)
    confirm_second_factor(actor=person, code=code(step=-1))
    person.refresh_from_db()
    return person


def code(step=0):
    present = int(now().timestamp()) // second_factor.STEP_S
    return second_factor.code_at(SEED, present + step).decode()


def acts(name):
    records = AuditRecord.objects.filter(actor_name=name).order_by("pk")
    return [(record.act, record.succeeded) for record in records]


def test_a_post_that_approves_nothing_enters_with_a_password():
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    client, answer = sign_in(person.username)
    assert (answer.status_code, answer["Location"]) == (302, "/landing/")
    assert is_in(client)
    assert acts(person.username) == [("sign_in", True)]


def test_names_are_typed_in_any_case_and_with_blanks_around():
    person = make.person(Post.OBSERVER, ORDOS)
    client, _ = sign_in(f" {person.username.upper()} ")
    assert is_in(client)


def test_a_new_session_key_is_given_at_sign_in():
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    client = Client()
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = str(session.session_key)
    client.cookies[settings.SESSION_COOKIE_NAME] = planted
    sign_in(person.username, client=client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    stale = Client()
    stale.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not is_in(stale)


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


def test_many_names_from_one_address_are_throttled(clock):
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    for number in range(settings.LOGIN_ATTEMPTS_PER_ADDRESS):
        conclude_password(
            actor=None, name=f"150600.n{number}", claimed=Outcome.WRONG, address="192.0.2.7"
        )
    there, answer = sign_in(person.username, REMOTE_ADDR="192.0.2.7")
    assert "Wait 15 minutes" in answer.content.decode()
    elsewhere, _ = sign_in(person.username, REMOTE_ADDR="192.0.2.8")
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
    assert person.totp_seed == seed
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


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "\thttps://evil.example",
        "http:///evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(evil):
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    given = {"username": person.username, "password": PASSWORD, "next": evil}
    assert Client().post("/sign-in/", given)["Location"] == "/landing/"
    assert Client().post("/language/", {"language": "en", "next": evil})["Location"] == "/"
    page = Client().get(f"/sign-in/?next={quote(evil)}").content.decode()
    assert 'name="next" value=""' in page


def test_signing_in_leads_to_the_page_that_was_asked_for():
    person = enrolled()
    client = Client()
    answer = client.get("/people/?page=2")
    assert answer["Location"] == "/sign-in/?next=/people/%3Fpage%3D2"
    given = {"username": person.username, "password": PASSWORD, "next": "/people/?page=2"}
    client.post("/sign-in/", given)
    assert client.post("/sign-in/code/", {"code": code()})["Location"] == "/people/?page=2"


def test_a_session_ends_when_idle_and_at_its_absolute_limit(clock):
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    client, _ = sign_in(person.username)
    for _ in range(25):
        clock.shift(timedelta(minutes=28))
        assert is_in(client)
    clock.shift(timedelta(minutes=28))
    assert not is_in(client)
    client, _ = sign_in(person.username)
    clock.shift(timedelta(minutes=31))
    assert not is_in(client)


def test_signing_out_ends_the_session_and_is_recorded():
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    client, _ = sign_in(person.username)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = key
    assert (is_in(client), is_in(again)) == (False, False)
    assert acts(person.username) == [("sign_in", True), ("sign_out", True)]


def test_a_form_from_elsewhere_is_refused():
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    client = client_of(person, enforce_csrf_checks=True)
    for path in ("/sign-in/", "/sign-out/", "/language/", "/people/"):
        answer = client.post(path, {"username": person.username, "password": PASSWORD})
        assert answer.status_code == 403
        assert "This form is too old" in answer.content.decode()
    answer = client.post("/api/people/me/", {"language": "en"}, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "permission_denied")


def test_password_managers_may_fill_the_form():
    page = Client().get("/sign-in/").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_a_fragment_sends_the_whole_page_to_the_sign_in():
    answer = Client().get(
        "/people/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/?city=1"},
    )
    assert answer.status_code == 401
    to = quote("http://testserver/?city=1", safe="")
    assert answer["HX-Redirect"] == f"/sign-in/?next={to}"


def test_the_language_of_a_person_comes_with_the_sign_in():
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    client, _ = sign_in(person.username)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "zh-hans"
    answer = client.post("/language/", {"language": "en", "next": "/?city=150600"})
    assert answer["Location"] == "/?city=150600"
    person.refresh_from_db()
    assert person.language == "en"


def test_a_language_chosen_before_signing_in_stays():
    person = make.person(Post.DUTY_OFFICER, ORDOS)
    client = Client()
    client.post("/language/", {"language": "en"})
    sign_in(person.username, client=client)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.parametrize(
    ("post", "place"),
    [
        ("commander", "/"),
        ("deputy", "/"),
        ("duty_officer", "/"),
        ("observer", "/"),
        ("planner", "/"),
        ("liaison", f"/?city={ORDOS}"),
        ("resource_officer", f"/?city={ORDOS}"),
        ("team_leader", "/m0/"),
        ("team_member", "/m0/"),
        ("system_admin", "/people/"),
        ("security_admin", "/people/"),
        ("audit_admin", "/audit/"),
    ],
)
def test_each_post_lands_on_its_page(post, place):
    assert client_of(make.person(post, ORDOS)).get("/landing/")["Location"] == place


def test_who_holds_no_duty_is_told_so():
    answer = client_of(make.person(region=ORDOS)).get("/landing/")
    assert "You hold no duty at present" in answer.content.decode()


def test_the_demo_password_opens_nothing_where_no_demo_is_allowed(settings):
    person = make.person(Post.DUTY_OFFICER, ORDOS, password=demo.PASSWORD)
    assert is_in(sign_in(person.username, demo.PASSWORD)[0])
    settings.DEMO_ALLOWED = False
    assert not is_in(sign_in(person.username, demo.PASSWORD)[0])
    assert Client().get("/demo-code/").status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"username": "a\x00b", "password": "x"},
        {"username": "x" * 10_000, "password": "x"},
        {"username": "💥", "password": "\x00" * 10},
        {"username": "150600.x", "password": "y" * 100_000},
        {"username": "150600.x", "password": "\udcff".encode("utf-8", "surrogateescape")},
    ],
)
def test_no_odd_form_breaks_the_sign_in(given):
    assert Client().post("/sign-in/", given).status_code in {400, 403}


@pytest.mark.parametrize(
    "cookie", ["", "x", "a" * 500, '"aaaaaaaa\\000"', "'; DROP TABLE", "é"]
)
def test_no_odd_cookie_breaks_a_page(cookie):
    answer = Client().get("/sign-in/", headers={"cookie": f"sessionid={cookie}"})
    assert answer.status_code == 200
