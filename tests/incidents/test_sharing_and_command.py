"""Joint command: letting neighbours in, and the transfer of command."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.actions import share_room
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Share
from command.core.policies import may_follow
from incidents.actions import (
    accept_command,
    grade_incident,
    move_incident,
    offer_command,
    share_incident,
)
from incidents.lifecycle import Verb
from incidents.models import IncidentChange, IncidentState
from incidents.selectors import board, command_offers_awaiting
from resources.actions import request_resource
from tests import make
from tests.incidents.fresh import fetcher
from tests.make import Post
from tests.support.race import race
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def share(actor, incident, *grantees, until=None):
    return share_incident(
        actor=actor,
        incident_id=incident.pk,
        grantees=grantees,
        reason="四市联合会商",
        until=until,
    )


def offer(actor, incident, to=make.REGION):
    return offer_command(actor=actor, incident_id=incident.pk, to=to, reason="决口")


def lead(incident):
    return IncidentState.objects.get(pk=incident.pk).lead_authority


@pytest.mark.parametrize("post", [Post.COMMANDER, Post.DEPUTY, Post.LIAISON])
def test_neighbours_are_let_in_and_see_it_at_once(post):
    incident = make.incident()
    baotou = make.person(Post.OBSERVER, make.BAOTOU)
    hohhot = make.person(Post.OBSERVER, make.HOHHOT)
    assert board(baotou) == []

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        share(make.person(post, make.ORDOS), incident, make.BAOTOU, make.ULANQAB)

    assert [e["kind"] for e in entries] == ["incident.shared"]
    assert entries[0]["says"]["en"].startswith("Joint command with Baotou, Ulanqab")
    [card] = board(baotou)
    assert (card.joint, card.shared_with) == (True, [make.BAOTOU, make.ULANQAB])
    assert may_follow(baotou, incident.room_id)
    assert board(hohhot) == []


def test_a_room_that_was_shared_by_itself_is_joint_too():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    share_room(actor=ordos, room=incident.room_id, grantee=make.HOHHOT, reason="下游")
    [card] = board(make.person(Post.OBSERVER, make.HOHHOT))
    assert (card.joint, card.shared_with) == (True, [make.HOHHOT])


def test_a_share_that_expires_is_dead_without_anybody_doing_anything(clocks):
    incident = make.incident()
    baotou = make.person(Post.OBSERVER, make.BAOTOU)
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    share(ordos, incident, make.BAOTOU, until=now() + timedelta(hours=1))
    assert len(board(baotou)) == 1
    clocks.move_to(now() + timedelta(hours=1, seconds=1))
    assert board(baotou) == []
    card = make.incident_card(incident)
    assert (card.joint, card.shared_with) == (True, [])


@pytest.mark.parametrize(
    ("post", "region"),
    [
        (Post.DUTY_OFFICER, make.ORDOS),
        (Post.OBSERVER, make.ORDOS),
        (Post.COMMANDER, make.DALAD),
    ],
)
def test_only_the_lead_authority_shares(post, region):
    incident = make.incident()
    with pytest.raises(NotPermitted):
        share(make.person(post, region), incident, make.BAOTOU)
    assert not Share.objects.exists()
    assert not make.incident_card(incident).joint


@pytest.mark.parametrize(
    "grantees", [[], [make.ORDOS], [make.DALAD], ["999999"], [make.REGION]]
)
def test_it_is_shared_with_other_cities_only(grantees):
    incident = make.incident()
    with pytest.raises(Invalid):
        share(make.person(Post.COMMANDER, make.ORDOS), incident, *grantees)
    assert not Share.objects.exists()


def test_a_share_that_is_over_before_it_begins_is_refused():
    incident = make.incident()
    with pytest.raises(Invalid):
        share(make.person(Post.COMMANDER, make.ORDOS), incident, make.BAOTOU, until=now())
    assert not Share.objects.exists()


def test_command_is_offered_and_stays_until_accepted():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    region = make.person(Post.COMMANDER, make.REGION)

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        offer(ordos, incident)
    assert entries[0]["says"]["en"] == (
        "Ordos offers command to Inner Mongolia Autonomous Region — 决口"
    )
    assert lead(incident) == make.ORDOS
    [waiting] = command_offers_awaiting(region)
    assert (waiting.by, waiting.to) == (make.ORDOS, make.REGION)
    assert command_offers_awaiting(ordos) == []

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        accept_command(actor=region, incident_id=incident.pk)
    assert entries[0]["kind"] == "command.accepted"
    assert lead(incident) == make.REGION
    assert command_offers_awaiting(region) == []
    assert make.incident_card(incident).command_offered_to is None


def test_the_new_lead_commands_where_it_could_not_before():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    baotou = make.person(Post.COMMANDER, make.BAOTOU)
    share(ordos, incident, make.BAOTOU)
    with pytest.raises(NotPermitted):
        grade_incident(actor=baotou, incident_id=incident.pk, grade=2, reason="")
    offer(ordos, incident, make.BAOTOU)
    accept_command(actor=baotou, incident_id=incident.pk)
    grade_incident(actor=baotou, incident_id=incident.pk, grade=2, reason="")
    with pytest.raises(NotPermitted):
        offer(ordos, incident)
    assert lead(incident) == make.BAOTOU


def test_a_new_offer_takes_the_place_of_an_open_one():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    share(ordos, incident, make.BAOTOU)
    offer(ordos, incident, make.BAOTOU)
    with whole_story(incident.room_id, fetcher(incident)):
        offer(ordos, incident)
    with pytest.raises(NotPermitted):
        accept_command(actor=make.person(Post.COMMANDER, make.BAOTOU), incident_id=incident.pk)
    assert lead(incident) == make.ORDOS


@pytest.mark.parametrize(
    ("post", "region"),
    [(Post.COMMANDER, make.DALAD), (Post.COMMANDER, make.REGION), (Post.LIAISON, make.ORDOS)],
)
def test_only_a_commander_of_the_lead_itself_offers(post, region):
    incident = make.incident()
    with pytest.raises(NotPermitted):
        offer(make.person(post, region), incident)
    assert not make.incident_card(incident).command_offered_to


def test_the_giver_does_not_accept_in_the_takers_name():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    offer(ordos, incident)
    with pytest.raises(NotPermitted):
        accept_command(actor=ordos, incident_id=incident.pk)
    assert lead(incident) == make.ORDOS


@pytest.mark.parametrize("to", [make.ORDOS, "150621", "999999"])
def test_command_is_offered_to_another_authority(to):
    incident = make.incident()
    with pytest.raises(Invalid):
        offer(make.person(Post.COMMANDER, make.ORDOS), incident, to)
    assert not IncidentChange.objects.filter(kind="command_offered").exists()


def test_command_is_not_offered_to_who_does_not_see_it():
    incident = make.incident()
    with pytest.raises(Conflict, match="share it first"):
        offer(make.person(Post.COMMANDER, make.ORDOS), incident, make.BAOTOU)


def test_what_is_not_on_offer_is_not_accepted():
    incident = make.incident()
    with pytest.raises(Conflict):
        accept_command(actor=make.person(Post.COMMANDER, make.REGION), incident_id=incident.pk)


def test_strangers_find_nothing_to_accept():
    incident = make.incident()
    with pytest.raises(NotThere):
        accept_command(actor=make.person(Post.COMMANDER, make.BAOTOU), incident_id=incident.pk)


def test_an_ended_incident_is_neither_shared_nor_handed_over():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    offer(ordos, incident)
    move_incident(actor=ordos, incident_id=incident.pk, verb=Verb.VOID, reason="误报")
    with pytest.raises(BadTransition):
        share(ordos, incident, make.BAOTOU)
    with pytest.raises(BadTransition):
        offer(ordos, incident)
    with pytest.raises(BadTransition):
        accept_command(actor=make.person(Post.COMMANDER, make.REGION), incident_id=incident.pk)
    assert not Share.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_accept_at_once_one_does():
    incident = make.incident()
    offer(make.person(Post.COMMANDER, make.ORDOS), incident)
    takers = [make.person(Post.COMMANDER, make.REGION) for _ in range(4)]

    outcomes = race(
        lambda: accept_command(actor=takers.pop(), incident_id=incident.pk), times=4
    )

    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 3
    assert IncidentChange.objects.filter(kind="command_accepted").count() == 1
    assert lead(incident) == make.REGION


def test_command_is_not_lost_from_sight_when_a_share_runs_out(clocks):
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    baotou = make.person(Post.COMMANDER, make.BAOTOU)
    share(ordos, incident, make.BAOTOU, until=now() + timedelta(hours=1))
    offer(ordos, incident, to=make.BAOTOU)
    accept_command(actor=baotou, incident_id=incident.pk)

    clocks.move_to(now() + timedelta(hours=2))
    assert lead(incident) == make.BAOTOU
    assert may_follow(baotou, incident.room_id)
    grade_incident(actor=baotou, incident_id=incident.pk, grade=2, reason="决口")


def test_a_neighbour_asks_those_who_see_it_too_and_lets_nobody_in():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    baotou = make.person(Post.COMMANDER, make.BAOTOU)
    share(ordos, incident, make.BAOTOU)
    told = {
        "incident_id": incident.pk,
        "what": "FLOOD",
        "quantity": 1,
        "unit": "",
        "place": "K287",
    }
    with pytest.raises(Conflict, match="share it first"):
        request_resource(actor=baotou, asked=[make.HOHHOT], **told)
    assert not Share.objects.filter(grantee=make.HOHHOT).exists()
    share(ordos, incident, make.HOHHOT)
    assert request_resource(actor=baotou, asked=[make.HOHHOT], **told).asked == [make.HOHHOT]
