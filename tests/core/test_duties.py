"""Giving and ending duties."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils.timezone import now

from command.core import authority, journal, policies
from command.core.actions import end_due_duties, end_duty, grant_duty
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Duty, Room
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, REGION

pytestmark = pytest.mark.django_db

Post = Duty.Post
ROOM = "incident.dalad"
NOBODY = UUID("01890000-0000-7000-8000-000000000000")


@pytest.fixture
def room():
    with transaction.atomic(), authority.acting_as(ORDOS):
        return journal.open_room(ROOM, Room.Kind.INCIDENT, DALAD).key


def duties(person):
    return Duty.objects.filter(person=person).count()


def last(person):
    return journal.since(person.room, 0)[-1]


def test_the_security_administrator_gives_a_duty_and_the_inbox_tells_it():
    security = make.person(Post.SECURITY_ADMIN, ORDOS)
    person = make.person(region=ORDOS)
    ends_at = now() + timedelta(hours=12)
    duty = grant_duty(
        actor=security,
        person_id=person.pk,
        post=Post.DUTY_OFFICER,
        region=DALAD,
        ends_at=ends_at,
    )
    entry = last(person)
    assert (entry["kind"], entry["payload"]["post"]) == ("duty.granted", "duty_officer")
    assert entry["changed"][f"duty.{duty.pk}"]["ends_at"] == ends_at.isoformat()
    assert entry["says"]["en"] == "New duty: Duty officer, Dalad Banner."
    assert policies.holds(person, {Post.DUTY_OFFICER}, region=DALAD)


@pytest.mark.parametrize("post", sorted(set(Post) - {Post.SECURITY_ADMIN}))
def test_no_other_post_gives_duties_over_a_region(post):
    actor, person = make.person(post, ORDOS), make.person(region=ORDOS)
    with pytest.raises(NotPermitted, match="Only Security administrator"):
        grant_duty(actor=actor, person_id=person.pk, post=Post.OBSERVER, region=ORDOS)
    assert duties(person) == 0


def test_a_city_gives_no_duty_over_another_city_or_the_region():
    security, person = make.person(Post.SECURITY_ADMIN, ORDOS), make.person(region=ORDOS)
    for region in (BAOTOU, REGION):
        with pytest.raises(NotPermitted):
            grant_duty(actor=security, person_id=person.pk, post=Post.OBSERVER, region=region)
    assert duties(person) == 0


def test_nobody_gives_or_ends_a_duty_of_their_own():
    security = make.person(Post.SECURITY_ADMIN, ORDOS)
    with pytest.raises(NotPermitted, match="themselves"):
        grant_duty(actor=security, person_id=security.pk, post=Post.COMMANDER, region=ORDOS)
    with pytest.raises(NotPermitted, match="of their own"):
        end_duty(actor=security, duty_id=Duty.objects.get().pk, reason="x")
    assert duties(security) == 1


@pytest.mark.parametrize("first", sorted(policies.ADMINISTRATORS))
@pytest.mark.parametrize("second", sorted(policies.ADMINISTRATORS))
def test_the_three_administrators_are_three_people(first, second):
    security = make.person(Post.SECURITY_ADMIN, REGION)
    person = make.person(first, ORDOS)
    with pytest.raises(Conflict):
        grant_duty(actor=security, person_id=person.pk, post=second, region=ORDOS)
    assert duties(person) == 1


def test_an_administrator_to_come_counts_as_one():
    person = make.person(region=ORDOS)
    make.duty(person, post=Post.AUDIT_ADMIN, region=ORDOS, starts_at=now() + timedelta(days=30))
    with pytest.raises(Conflict, match="only one of the administrators"):
        make.duty(person, post=Post.SYSTEM_ADMIN, region=ORDOS)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_posts_given_at_once_make_one():
    person = make.person(region=ORDOS)
    granters = [make.person(Post.SECURITY_ADMIN, ORDOS) for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def give(granter, post):
        start.wait()
        try:
            grant_duty(actor=granter, person_id=person.pk, post=post, region=ORDOS)
            outcomes.append("given")
        except Conflict:
            outcomes.append("refused")
        finally:
            connection.close()

    posts = [Post.SYSTEM_ADMIN, Post.AUDIT_ADMIN]
    threads = [
        threading.Thread(target=give, args=pair) for pair in zip(granters, posts, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["given", "refused"]
    assert duties(person) == 1


def test_a_commander_gives_any_command_post_over_one_incident(room):
    commander, expert = make.person(Post.COMMANDER, ORDOS), make.person(region=BAOTOU)
    for post in (Post.COMMANDER, Post.OBSERVER):
        grant_duty(actor=commander, person_id=expert.pk, post=post, room=room)
    assert policies.may_follow(expert, room)
    assert not policies.holds(expert, {Post.COMMANDER}, region=DALAD)


def test_a_deputy_makes_no_commanders(room):
    deputy, expert = make.person(Post.DEPUTY, ORDOS), make.person(region=BAOTOU)
    with pytest.raises(NotPermitted, match="Only Commander may"):
        grant_duty(actor=deputy, person_id=expert.pk, post=Post.DEPUTY, room=room)
    grant_duty(actor=deputy, person_id=expert.pk, post=Post.OBSERVER, room=room)
    assert duties(expert) == 1


def test_who_does_not_see_an_incident_gives_nothing_over_it(room):
    expert = make.person(region=BAOTOU)
    for actor in (
        make.person(Post.COMMANDER, BAOTOU),
        make.person(Post.SECURITY_ADMIN, ORDOS),
    ):
        with pytest.raises(NotThere):
            grant_duty(actor=actor, person_id=expert.pk, post=Post.OBSERVER, room=room)
    with pytest.raises(NotPermitted):
        grant_duty(
            actor=make.person(Post.DUTY_OFFICER, ORDOS),
            person_id=expert.pk,
            post=Post.OBSERVER,
            room=room,
        )
    assert duties(expert) == 0


@pytest.mark.parametrize(
    "given",
    [
        {"post": "king", "region": ORDOS},
        {"post": "observer"},
        {"post": "observer", "region": ORDOS, "room": "joint"},
        {"post": "observer", "region": "159999"},
        {"post": "audit_admin", "room": "joint"},
        {"post": "observer", "region": ORDOS, "ends_at": timedelta(minutes=-1)},
        {"post": "observer", "region": ORDOS, "ends_at": timedelta(0)},
        {
            "post": "observer",
            "region": ORDOS,
            "starts_at": timedelta(hours=2),
            "ends_at": timedelta(hours=1),
        },
    ],
)
def test_a_duty_that_cannot_be_meant_is_refused(given):
    person = make.person(region=ORDOS)
    moments = {k: now() + v for k, v in given.items() if isinstance(v, timedelta)}
    with pytest.raises(Invalid):
        make.duty(person, **{**given, **moments})
    assert duties(person) == 0


def test_a_duty_is_given_once_and_not_to_a_closed_account():
    person = make.person(Post.OBSERVER, ORDOS)
    with pytest.raises(Conflict, match="already"):
        make.duty(person, post=Post.OBSERVER, region=ORDOS)
    with transaction.atomic(), authority.acting_as(ORDOS):
        person.is_active = False
        person.save(update_fields=["is_active"])
    with pytest.raises(Conflict, match="closed"):
        make.duty(person, post=Post.PLANNER, region=ORDOS)
    assert duties(person) == 1


def test_a_duty_ends_at_once_and_the_inbox_tells_it():
    security, person = (
        make.person(Post.SECURITY_ADMIN, ORDOS),
        make.person(Post.COMMANDER, ORDOS),
    )
    duty = Duty.objects.get(person=person)
    end_duty(actor=security, duty_id=duty.pk, reason="relieved")
    assert not policies.holds(person, {Post.COMMANDER}, region=ORDOS)
    entry = last(person)
    assert (entry["kind"], entry["payload"]["reason"]) == ("duty.ended", "relieved")
    assert entry["changed"] == {f"duty.{duty.pk}": None}
    with pytest.raises(Conflict, match="ended already"):
        end_duty(actor=security, duty_id=duty.pk, reason="again")
    assert end_due_duties(actor=None) == 0


def test_a_duty_that_another_authority_gave_is_ended_by_nobody_else():
    person = make.person(Post.COMMANDER, ORDOS)
    region = make.person(Post.SECURITY_ADMIN, REGION)
    with pytest.raises(NotPermitted, match="another authority"):
        end_duty(actor=region, duty_id=Duty.objects.get(person=person).pk, reason="x")
    with pytest.raises(NotThere):
        end_duty(actor=region, duty_id=NOBODY, reason="x")
    assert policies.holds(person, {Post.COMMANDER}, region=ORDOS)


def test_the_clock_tells_each_end_once_for_every_authority(clocks):
    at = now()
    clocks.move_to(at)
    people = [make.person(region=code) for code in (ORDOS, BAOTOU)]
    for person in people:
        make.duty(
            person,
            post=Post.OBSERVER,
            region=person.origin,
            ends_at=at + timedelta(minutes=5),
        )
    assert end_due_duties(actor=None) == 0
    clocks.move_to(at + timedelta(minutes=5))
    assert (end_due_duties(actor=None), end_due_duties(actor=None)) == (2, 0)
    for person in people:
        entry = last(person)
        assert (entry["kind"], entry["actor"]) == ("duty.ended", None)
        assert entry["authority"] == person.origin
