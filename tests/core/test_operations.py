"""Do it once: the same key is carried out once, however often it arrives."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from command.core import operations
from command.core.errors import Conflict, Invalid
from command.core.ids import new_id
from command.core.models import Duty, Operation, Person
from tests import make
from tests.make import ORDOS, PASSWORD
from tests.support.client import client_of
from tests.support.race import race

pytestmark = pytest.mark.django_db

ASKED = {"name": "李晖"}


def once(key, actor, run, *, what="register", asked=ASKED):
    return operations.once(key, actor=actor, what=what, asked=asked, run=run)


def test_the_second_run_returns_the_first_result():
    actor, key, runs = make.person(), new_id(), []

    def run():
        runs.append(1)
        return {"number": len(runs)}

    assert once(key, actor, run) == ({"number": 1}, False)
    assert once(key, actor, run) == ({"number": 1}, True)
    assert runs == [1]


def test_a_refusal_leaves_the_key_unused():
    actor, key = make.person(), new_id()

    def refuse():
        raise Invalid("no")

    with pytest.raises(Invalid):
        once(key, actor, refuse)
    assert not Operation.objects.exists()
    assert once(key, actor, lambda: 7) == (7, False)


@pytest.mark.parametrize("other", ["actor", "what", "asked"])
def test_a_key_belongs_to_one_person_and_one_request(other):
    actor, key = make.person(), new_id()
    once(key, actor, lambda: 1)
    given = {"actor": actor, "what": "register", "asked": ASKED}
    given[other] = make.person() if other == "actor" else "else"
    with pytest.raises(Conflict, match="another operation"):
        operations.once(key, run=lambda: 2, **given)
    assert Operation.objects.get().result == 1


def test_a_key_belongs_to_one_file_whatever_its_name():
    def sent(content):
        return {"file": SimpleUploadedFile("scene.jpg", content), "caption": "决口"}

    actor, key = make.person(), new_id()
    first = sent(b"first")
    assert once(key, actor, lambda: 1, asked=first) == (1, False)
    assert first["file"].read() == b"first"  # still to be read by whoever takes it in
    assert once(key, actor, lambda: 2, asked=sent(b"first")) == (1, True)
    with pytest.raises(Conflict, match="another operation"):
        once(key, actor, lambda: 3, asked=sent(b"other"))


@pytest.mark.django_db(transaction=True)
def test_two_threads_with_one_key_do_it_once():
    actor, key, runs = make.person(region=ORDOS), new_id(), []

    def run():
        runs.append(1)
        return {"number": len(runs)}

    outcomes = race(lambda: once(key, actor, run), times=8)
    assert runs == [1]
    assert sorted(repeated for _, repeated in outcomes) == [False] + [True] * 7
    assert {result["number"] for result, _ in outcomes} == {1}


@pytest.mark.django_db(transaction=True)
def test_when_the_first_of_two_is_refused_the_second_has_its_turn():
    actor, key, runs = make.person(region=ORDOS), new_id(), []

    def run():
        runs.append(1)
        if len(runs) == 1:
            raise Invalid("the first fails")
        return len(runs)

    outcomes = race(lambda: once(key, actor, run), times=2)
    assert sorted(map(str, outcomes)) == ["(2, False)", "the first fails"]


def test_a_request_with_a_key_is_carried_out_once():
    client = client_of(make.person(Duty.Post.SYSTEM_ADMIN, ORDOS))
    key = str(new_id())
    given = {"username": "150600.lihui", "name": "李晖", "password": PASSWORD}

    def post(**change):
        return client.post(
            "/api/people/",
            {**given, **change},
            content_type="application/json",
            headers={"Idempotency-Key": key},
        )

    first, second = post(), post()
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert post(name="李慧").status_code == 409
    assert Person.objects.filter(username="150600.lihui").count() == 1


def test_no_password_is_kept_with_an_operation():
    client = client_of(make.person(Duty.Post.SYSTEM_ADMIN, ORDOS))
    given = {"username": "150600.lihui", "name": "李晖", "password": PASSWORD}
    client.post(
        "/api/people/",
        given,
        content_type="application/json",
        headers={"Idempotency-Key": str(new_id())},
    )
    kept = Operation.objects.get()
    assert PASSWORD not in f"{kept.result} {kept.what}"


def test_without_a_key_nothing_is_kept():
    client = client_of(make.person(Duty.Post.OBSERVER, ORDOS))
    client.post("/api/people/me/", {"language": "en"}, content_type="application/json")
    assert not Operation.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "01890000", "0" * 500, "é"])
def test_a_key_that_is_no_uuid_is_refused(key):
    client = client_of(make.person(Duty.Post.OBSERVER, ORDOS))
    answer = client.post(
        "/api/people/me/",
        {"language": "en"},
        content_type="application/json",
        headers={"Idempotency-Key": key},
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")
    assert not Operation.objects.exists()
