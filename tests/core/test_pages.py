"""The administrators' pages, and the answers that are pages."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.timezone import now

from command.core import policies
from command.core.actions import end_due_duties
from command.core.models import AuditRecord, Duty, Person
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, PASSWORD
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

Post = Duty.Post
NEW = "Frazil ice at 07:12"


def act(client, verb, **given):
    answer = client.post("/people/", {"verb": verb, **given}, follow=True)
    assert answer.status_code == 200
    return [str(message) for message in answer.context["messages"]]


def test_the_system_administrator_registers_sets_passwords_and_closes():
    client = client_of(make.person(Post.SYSTEM_ADMIN, ORDOS))
    given = {"username": "lihui", "name": "李晖", "password": PASSWORD, "language": "zh-hans"}
    assert act(client, "register", **given) == ["Done."]
    person = Person.objects.get(username="150600.lihui")
    assert "李晖" in client.get("/people/").content.decode()
    assert act(client, "password", person=person.pk, password=NEW) == ["Done."]
    assert act(client, "disable", person=person.pk, reason="moved") == ["Done."]
    person.refresh_from_db()
    assert (person.check_password(NEW), person.is_active) == (True, False)


def test_the_security_administrator_gives_and_ends_duties():
    client = client_of(make.person(Post.SECURITY_ADMIN, ORDOS))
    person = make.person(region=ORDOS)
    until = (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    given = {"person": person.pk, "post": "duty_officer", "region": DALAD, "ends_at": until}
    assert act(client, "grant", **given) == ["Done."]
    assert "Dalad Banner" in client.get("/people/").content.decode()
    duty = Duty.objects.get(person=person)
    assert act(client, "end", duty=duty.pk, reason="relieved") == ["Done."]
    assert not policies.duties_of(person).exists()


def test_a_locked_name_is_shown_and_set_free():
    client = client_of(make.person(Post.SECURITY_ADMIN, ORDOS))
    person = make.person(Post.OBSERVER, ORDOS)
    assert "Lift the lock" not in client.get("/people/").content.decode()
    for _ in range(5):
        Client().post("/sign-in/", {"username": person.username, "password": "wrong"})
    assert client.get("/people/").content.decode().count("Lift the lock") == 1
    assert act(client, "lift", person=person.pk) == ["Done."]
    assert "Lift the lock" not in client.get("/people/").content.decode()


def test_people_change_their_own_password_and_stay_signed_in():
    person = make.person(Post.OBSERVER, ORDOS)
    here, elsewhere = client_of(person), client_of(person)
    wrong = here.post("/password/", {"present": "x", "password": NEW})
    assert (wrong.status_code, person.check_password(PASSWORD)) == (403, True)
    weak = here.post("/password/", {"present": PASSWORD, "password": "short"})
    assert "at least 10 characters" in weak.content.decode()
    done = here.post("/password/", {"present": PASSWORD, "password": NEW})
    assert done["Location"] == "/password/"
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert here.get("/password/").status_code == 200
    assert elsewhere.get("/password/").status_code == 302


def test_guessing_the_present_password_locks_the_name():
    person = make.person(Post.OBSERVER, ORDOS)
    client = client_of(person)
    for _ in range(6):
        client.post("/password/", {"present": "x", "password": NEW})
    client.post("/password/", {"present": PASSWORD, "password": NEW})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_refused_act_comes_back_with_its_reason():
    client = client_of(make.person(Post.SYSTEM_ADMIN, ORDOS))
    person = make.person(region=ORDOS)
    (said,) = act(client, "grant", person=person.pk, post="observer", region=ORDOS)
    assert said.startswith("Only Security administrator may")
    (said,) = act(client, "password", person=person.pk, password="short")
    assert "at least 10 characters" in said
    assert act(client, "disable", person="x", reason="x") == ["person: Enter a valid UUID."]
    person.refresh_from_db()
    assert (person.is_active, Duty.objects.filter(person=person).count()) == (True, 0)


def test_the_page_shows_the_people_of_the_own_authority_only():
    other = make.person(region=BAOTOU, name="别处的人")
    page = client_of(make.person(Post.SECURITY_ADMIN, ORDOS)).get("/people/").content.decode()
    assert other.username not in page


def test_the_page_asks_few_questions_however_many_people(django_assert_max_num_queries):
    client = client_of(make.person(Post.SECURITY_ADMIN, ORDOS))
    for _ in range(20):
        make.person(Post.OBSERVER, ORDOS)
    with django_assert_max_num_queries(12):
        client.get("/people/")


def test_the_auditor_sees_refusals_and_whole_journals():
    client = client_of(make.person(Post.AUDIT_ADMIN, ORDOS))
    make.incident()
    Client().post("/sign-in/", {"username": "150600.nobody", "password": "x"})
    page = client.get("/audit/").content.decode()
    assert "150600.nobody" in page
    chains = client.get("/audit/chains/").content.decode()
    assert "incident." in chains
    assert "whole" in chains
    assert "broken" not in chains


def test_a_broken_journal_is_shown_as_such(monkeypatch):
    client = client_of(make.person(Post.AUDIT_ADMIN, ORDOS))
    monkeypatch.setattr("command.core.journal.first_break", lambda room: 3)
    assert "broken at entry 3" in client.get("/audit/chains/").content.decode()


@pytest.mark.parametrize("page", ["x", "-1", "99999999999999999999", "%00"])
def test_an_odd_page_number_breaks_nothing(page):
    client = client_of(make.person(Post.AUDIT_ADMIN, ORDOS))
    assert client.get(f"/audit/?page={page}").status_code == 200


def test_a_refused_page_says_why_and_is_recorded():
    client = client_of(make.person(Post.OBSERVER, ORDOS))
    answer = client.get("/people/")
    assert answer.status_code == 403
    assert "Only Security administrator, System administrator may" in answer.content.decode()
    assert AuditRecord.objects.get().what == "GET /people/"
    fragment = client.get("/people/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "Only Security administrator" in fragment


def test_a_busy_database_is_said_so(monkeypatch):
    def busy(person):
        raise OperationalError("too many connections")

    client = client_of(make.person(Post.OBSERVER, ORDOS))
    monkeypatch.setattr("command.core.views.shell.place_of", busy)
    answer = client.get("/landing/")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()


def test_a_page_that_is_not_there_says_so_to_strangers_too():
    answer = Client().get("/nothing/here/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_a_fault_shows_a_page_that_needs_nothing(monkeypatch):
    def fault(person):
        raise ZeroDivisionError

    client = client_of(make.person(Post.OBSERVER, ORDOS), raise_request_exception=False)
    monkeypatch.setattr("command.core.views.shell.place_of", fault)
    answer = client.get("/landing/")
    assert answer.status_code == 500
    assert "Something failed here" in answer.content.decode()


def test_every_page_forbids_strangers_scripts_and_frames():
    policy = Client().get("/sign-in/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_the_clock_knocks_at_the_doors():
    from command.core.tasks import end_due_duties as by_the_clock
    from command.core.tasks import forget_sessions

    assert (by_the_clock(), end_due_duties(actor=None)) == (0, 0)
    forget_sessions()
