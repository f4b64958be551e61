"""Signing in and out, where it leads, and how a session ends."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from command.core import demo
from tests import make
from tests.make import ORDOS, PASSWORD, Post
from tests.support.client import client_of
from tests.support.signing_in import acts, code, enrolled, is_in, sign_in

pytestmark = pytest.mark.django_db


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
