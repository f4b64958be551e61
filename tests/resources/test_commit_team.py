"""Ordering a team: the door, from every side."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from command.core import authority
from command.core.errors import Conflict, NotPermitted, NotThere
from resources.actions import (
    advance_deployment,
    answer_request,
    commit_team,
    release_deployment,
    set_readiness,
)
from resources.lifecycle import TeamStatus
from resources.models import Deployment
from tests import make
from tests.resources.story import Post, cards, line, officer, refused
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def own_team(**given):
    return make.team(region=make.ORDOS, **given)


def test_the_city_orders_its_team_and_the_journal_tells_it():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    team = own_team(headcount=22, vehicles=4)

    with whole_story(incident.room_id, cards) as entries:
        deployment = commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)

    team.state.refresh_from_db()
    assert (team.state.status, team.state.deployment_id) == (
        TeamStatus.ORDERED,
        deployment.pk,
    )
    assert (deployment.people, deployment.vehicles) == (22, 4)
    assert [entry["kind"] for entry in entries] == ["deployment.moved"]
    assert entries[0]["says"]["en"] == f"Ordos · {team.name}: Committed"
    assert entries[0]["actor"]["id"] == str(commander.pk)


def test_a_team_answers_a_request_that_was_accepted():
    incident = make.incident()
    lender = officer(make.HOHHOT)
    request = make.request(incident, what="WATER", quantity=1, asked=[make.HOHHOT])
    answer_request(
        actor=lender, request_id=request.pk, city=make.HOHHOT, answer="accept", quantity=1
    )
    team = make.team(region=make.HOHHOT, kind="WATER")

    commit_team(actor=lender, incident_id=incident.pk, team_id=team.pk, request_id=request.pk)

    assert line(request, make.HOHHOT)["committed"] == 1
    assert (request.state.status, request.state.arrived) == ("filled", 0)


def test_a_request_that_was_not_accepted_gets_no_team():
    incident = make.incident()
    lender = officer(make.HOHHOT)
    request = make.request(incident, what="WATER", quantity=1, asked=[make.HOHHOT])
    team = make.team(region=make.HOHHOT, kind="WATER")

    with refused(Conflict, left=0):
        commit_team(
            actor=lender, incident_id=incident.pk, team_id=team.pk, request_id=request.pk
        )


def test_a_team_that_is_bound_is_refused_with_what_binds_it():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    team = own_team()
    first = commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)
    other = make.incident(title="Another")

    with refused(Conflict, deployment=str(first.pk), incident=str(incident.pk)):
        commit_team(actor=commander, incident_id=other.pk, team_id=team.pk)


def test_a_team_that_is_home_again_can_be_ordered_again():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    team = own_team()
    first = commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)
    release_deployment(actor=commander, deployment_id=first.pk)
    advance_deployment(actor=commander, deployment_id=first.pk, to="returned")

    second = commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)

    team.state.refresh_from_db()
    assert team.state.deployment_id == second.pk


def test_a_cancelled_order_leaves_the_team_free_for_the_same_moment():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    team = own_team()
    at = make.later(hours=5)
    first = commit_team(
        actor=commander, incident_id=incident.pk, team_id=team.pk, occurred_at=at
    )
    advance_deployment(actor=commander, deployment_id=first.pk, to="cancelled", occurred_at=at)

    second = commit_team(
        actor=commander, incident_id=incident.pk, team_id=team.pk, occurred_at=at
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.period.isempty
    assert second.period.lower == at


@pytest.mark.parametrize("readiness", ["resting", "unavailable"])
def test_a_team_that_is_not_ready_is_not_ordered(readiness):
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    team = own_team()
    set_readiness(actor=commander, team_id=team.pk, readiness=readiness, reason="24 h out")

    with refused(Conflict, readiness=readiness):
        commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)


def test_the_region_does_not_order_a_citys_team():
    incident = make.incident()
    team = own_team()
    region = make.person(Post.COMMANDER, make.REGION)

    with refused(NotPermitted, owner=make.ORDOS):
        commit_team(actor=region, incident_id=incident.pk, team_id=team.pk)


def test_the_region_orders_its_own():
    incident = make.incident()
    region = make.person(Post.COMMANDER, make.REGION)
    team = make.team(region=make.REGION, name="破冰专业队")

    assert commit_team(actor=region, incident_id=incident.pk, team_id=team.pk).origin == (
        make.REGION
    )


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.LIAISON, Post.TEAM_MEMBER])
def test_other_posts_may_not_and_nothing_changes(post):
    incident = make.incident()
    team = own_team()
    bystander = make.person(post, make.ORDOS)

    with refused(NotPermitted):
        commit_team(actor=bystander, incident_id=incident.pk, team_id=team.pk)


def test_what_does_not_exist_is_not_there():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    team = own_team()

    with refused(NotThere):
        commit_team(actor=commander, incident_id=team.pk, team_id=team.pk)
    with refused(NotThere):
        commit_team(actor=commander, incident_id=incident.pk, team_id=incident.pk)


def test_the_database_alone_refuses_a_second_booking():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    team = own_team()
    commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)

    at = now()
    second = Deployment(
        incident=incident, team=team, quantity=1, ordered_at=at, period=(at, None)
    )
    with transaction.atomic(), authority.acting_as(make.ORDOS):
        second.claim()
        with pytest.raises(IntegrityError, match="no_double_booking"), transaction.atomic():
            second.save(force_insert=True)
