"""Giving other authorities sight of a room."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, journal, policies
from command.core.actions import end_due_shares, end_share, share_room
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Duty, Room, Share
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION

pytestmark = pytest.mark.django_db

Post = Duty.Post
ROOM = "incident.dalad"


@pytest.fixture
def room():
    with transaction.atomic(), authority.acting_as(ORDOS):
        return journal.open_room(ROOM, Room.Kind.INCIDENT, DALAD).key


def share(actor, room=ROOM, grantee=BAOTOU, **given):
    return share_room(actor=actor, room=room, grantee=grantee, reason="north bank", **given)


def kinds(room):
    return [entry["kind"] for entry in journal.since(room, 0)]


def test_a_liaison_officer_shares_and_the_neighbour_sees_at_once(room):
    officer, neighbour = (
        make.person(Post.LIAISON, ORDOS),
        make.person(Post.OBSERVER, BAOTOU),
    )
    assert not policies.may_follow(neighbour, room)
    made = share(officer)
    assert policies.may_follow(neighbour, room)
    assert (made.origin, kinds(room)) == (ORDOS, ["room.shared"])


def test_the_same_share_again_changes_nothing(room):
    officer = make.person(Post.LIAISON, ORDOS)
    assert share(officer).pk == share(officer).pk
    assert kinds(room) == ["room.shared"]


def test_others_may_not_share_and_nothing_changes(room):
    for post in (Post.OBSERVER, Post.PLANNER, Post.TEAM_LEADER, Post.DUTY_OFFICER):
        with pytest.raises(NotPermitted):
            share(make.person(post, ORDOS))
    for stranger in (
        make.person(Post.COMMANDER, BAOTOU),
        make.person(Post.SECURITY_ADMIN, ORDOS),
    ):
        with pytest.raises(NotThere):
            share(stranger)
    assert (Share.objects.count(), kinds(room)) == (0, [])


def test_a_neighbour_does_not_share_on(room):
    share(make.person(Post.COMMANDER, ORDOS))
    with pytest.raises(NotPermitted):
        share(make.person(Post.COMMANDER, BAOTOU), grantee=HOHHOT)
    assert Share.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [{"grantee": DALAD}, {"grantee": "159999"}, {"ends_at": timedelta(0)}, {"room": "joint"}],
)
def test_a_share_that_cannot_be_meant_is_refused(room, given):
    if "ends_at" in given:
        given = {"ends_at": now() + given["ends_at"]}
    with pytest.raises(Invalid):
        share(make.person(Post.COMMANDER, REGION), **given)
    assert not Share.objects.exists()


def test_an_inbox_is_shared_with_nobody():
    person = make.person(Post.COMMANDER, ORDOS)
    with pytest.raises(Invalid, match="not shared"):
        share(person, room=person.room)


def test_sight_is_taken_back_by_who_gave_it(room):
    officer, neighbour = (
        make.person(Post.LIAISON, ORDOS),
        make.person(Post.COMMANDER, BAOTOU),
    )
    made = share(officer)
    for actor in (neighbour, make.person(Post.COMMANDER, REGION)):
        with pytest.raises(NotPermitted):
            end_share(actor=actor, share_id=made.pk, reason="x")
    assert policies.may_follow(neighbour, room)
    end_share(actor=officer, share_id=made.pk, reason="over")
    assert not policies.may_follow(neighbour, room)
    assert kinds(room) == ["room.shared", "room.share_ended"]
    with pytest.raises(Conflict):
        end_share(actor=officer, share_id=made.pk, reason="again")
    assert end_due_shares(actor=None) == 0


def test_the_clock_tells_the_end_of_a_share_once(room, clocks):
    at = now()
    clocks.move_to(at)
    share(make.person(Post.COMMANDER, ORDOS), ends_at=at + timedelta(hours=1))
    clocks.move_to(at + timedelta(hours=1))
    assert (end_due_shares(actor=None), end_due_shares(actor=None)) == (1, 0)
    assert kinds(room) == ["room.shared", "room.share_ended"]
