"""Moving a deployment on: the door, from every side."""

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from incidents.actions import move_incident
from incidents.closing.selectors.cards import changed as file_of
from incidents.lifecycle import Verb
from incidents.models import Incident
from resources.actions import (
    advance_deployment,
    answer_request,
    commit_stock,
    commit_team,
    join_team,
    release_deployment,
    release_forces,
)
from resources.lifecycle import TeamStatus
from resources.models import DeploymentState, TeamState
from tests import make
from tests.resources.story import Post, cards, line, officer, refused
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db

STEPS = ("departed", "en_route", "on_scene", "released", "returned")


def lent(*, what, quantity=1, supply=None, accepts=None, commits=None):
    """Return incident, request, lender and the deployment of what Hohhot lends."""
    incident = make.incident()
    lender = officer(make.HOHHOT)
    request = make.request(incident, what=what, quantity=quantity, asked=[make.HOHHOT])
    answer_request(
        actor=lender,
        request_id=request.pk,
        city=make.HOHHOT,
        answer="accept",
        quantity=accepts or quantity,
    )
    about = {"actor": lender, "incident_id": incident.pk, "request_id": request.pk}
    if supply is None:
        team = make.team(region=make.HOHHOT, kind=what)
        deployment = commit_team(team_id=team.pk, **about)
    else:
        stock = make.stock(region=make.HOHHOT, supply=what, on_hand=supply)
        deployment = commit_stock(
            stock_id=stock.pk, quantity=commits or accepts or quantity, **about
        )
    return incident, request, lender, deployment


def test_a_team_goes_out_and_comes_home():
    incident, request, lender, deployment = lent(what="WATER")
    seen = []

    for step in STEPS:
        with whole_story(incident.room_id, cards) as entries:
            advance_deployment(actor=lender, deployment_id=deployment.pk, to=step)
        assert [entry["kind"] for entry in entries] == ["deployment.moved"]
        seen.append(TeamState.objects.get(team=deployment.team_id).status)

    assert seen == [
        TeamStatus.EN_ROUTE,
        TeamStatus.EN_ROUTE,
        TeamStatus.ON_SCENE,
        TeamStatus.RETURNING,
        TeamStatus.STANDBY,
    ]
    deployment.refresh_from_db()
    assert deployment.period.upper is not None
    request.state.refresh_from_db()
    assert (request.state.status, request.state.arrived) == ("closed", 1)


def test_a_step_back_is_refused_with_what_is_possible():
    _, _, lender, deployment = lent(what="WATER")
    advance_deployment(actor=lender, deployment_id=deployment.pk, to="en_route")

    with refused(BadTransition, allowed=["on_scene", "released"]):
        advance_deployment(actor=lender, deployment_id=deployment.pk, to="departed")


def test_what_has_not_been_released_does_not_come_home():
    _, _, lender, deployment = lent(what="WATER")

    with refused(BadTransition):
        advance_deployment(actor=lender, deployment_id=deployment.pk, to="returned")


def test_what_is_not_a_status_is_refused():
    _, _, lender, deployment = lent(what="WATER")

    with refused(Invalid):
        advance_deployment(actor=lender, deployment_id=deployment.pk, to="lost")
    with refused(NotThere):
        advance_deployment(actor=lender, deployment_id=lender.pk, to="departed")


def test_stone_arrives_in_parts():
    _, request, lender, deployment = lent(what="3990104", quantity=4000, supply=9000)

    advance_deployment(actor=lender, deployment_id=deployment.pk, to="on_scene", quantity=2600)
    assert line(request, make.HOHHOT)["arrived"] == 2600

    with refused(BadTransition):
        advance_deployment(
            actor=lender, deployment_id=deployment.pk, to="on_scene", quantity=2600
        )
    with refused(Conflict, sent=4000):
        advance_deployment(
            actor=lender, deployment_id=deployment.pk, to="on_scene", quantity=4001
        )

    advance_deployment(actor=lender, deployment_id=deployment.pk, to="on_scene")
    assert line(request, make.HOHHOT)["arrived"] == 4000
    assert request.state.status == "closed"


def test_sacks_do_not_come_back_but_boats_do():
    for what, on_hand, available in (("3990101", 7000, 7000), ("2990102", 10_000, 10_000)):
        _, _, lender, deployment = lent(what=what, quantity=3000, supply=10_000)
        advance_deployment(actor=lender, deployment_id=deployment.pk, to="on_scene")
        release_deployment(actor=lender, deployment_id=deployment.pk)
        advance_deployment(actor=lender, deployment_id=deployment.pk, to="returned")

        stock = deployment.stock
        stock.refresh_from_db()
        assert (stock.on_hand, stock.available) == (on_hand, available)


def test_what_was_released_on_its_way_is_open_to_be_sent_again():
    incident, request, lender, deployment = lent(what="2990102", quantity=4, supply=9)
    advance_deployment(actor=lender, deployment_id=deployment.pk, to="en_route")
    release_deployment(actor=lender, deployment_id=deployment.pk)

    assert (line(request, make.HOHHOT)["committed"], request.state.arrived) == (0, 0)

    commit_stock(
        actor=lender,
        incident_id=incident.pk,
        stock_id=deployment.stock_id,
        quantity=4,
        request_id=request.pk,
    )
    assert line(request, make.HOHHOT)["committed"] == 4


def test_the_scene_checks_in_and_releases_but_does_not_send_home():
    _, _, _, deployment = lent(what="WATER")
    scene = make.person(Post.DUTY_OFFICER, make.DALAD)

    with refused(NotPermitted):
        advance_deployment(actor=scene, deployment_id=deployment.pk, to="departed")

    advance_deployment(actor=scene, deployment_id=deployment.pk, to="on_scene")
    release_deployment(actor=scene, deployment_id=deployment.pk)
    assert DeploymentState.objects.get(deployment=deployment).status == "released"

    with refused(NotPermitted, owner=make.HOHHOT):
        advance_deployment(actor=scene, deployment_id=deployment.pk, to="returned")


def test_a_member_of_the_team_says_where_it_is_but_not_that_it_is_home():
    _, _, lender, deployment = lent(what="WATER")
    leader = make.person(Post.TEAM_LEADER, make.HOHHOT)
    join_team(actor=lender, team_id=deployment.team_id, person_id=leader.pk)

    for step in ("departed", "on_scene", "released"):
        advance_deployment(actor=leader, deployment_id=deployment.pk, to=step)

    with refused(NotPermitted):
        advance_deployment(actor=leader, deployment_id=deployment.pk, to="returned")


def test_a_member_of_another_team_may_not():
    _, _, lender, deployment = lent(what="WATER")
    leader = make.person(Post.TEAM_LEADER, make.HOHHOT)
    other = make.team(region=make.HOHHOT)
    join_team(actor=lender, team_id=other.pk, person_id=leader.pk)

    with refused(NotPermitted):
        advance_deployment(actor=leader, deployment_id=deployment.pk, to="departed")


def test_forces_are_released_when_the_incident_ends():
    incident, _, lender, deployment = lent(what="WATER")
    commander = make.person(Post.COMMANDER, make.ORDOS)
    advance_deployment(actor=lender, deployment_id=deployment.pk, to="on_scene")
    for verb in (Verb.HANDLE, Verb.CONTAIN):
        move_incident(actor=commander, incident_id=incident.pk, verb=verb, reason="so")

    def cards_and_file():
        ended = Incident.objects.filter(pk=incident.pk, state__status="closed").first()
        return cards() | (file_of(ended) if ended else {})

    with whole_story(incident.room_id, cards_and_file) as entries:
        move_incident(actor=commander, incident_id=incident.pk, verb=Verb.CLOSE, reason="over")

    assert "deployment.moved" in [entry["kind"] for entry in entries]
    assert DeploymentState.objects.get().status == "released"


def test_all_forces_are_released_by_one_order():
    incident, _, _, first = lent(what="WATER")
    commander = make.person(Post.COMMANDER, make.ORDOS)
    team = make.team(region=make.ORDOS)
    commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)

    assert release_forces(actor=commander, incident_id=incident.pk) == 2
    assert set(DeploymentState.objects.values_list("status", flat=True)) == {"released"}
    assert first.origin == make.HOHHOT


def test_the_states_are_the_folds_of_their_changes():
    _, _, lender, deployment = lent(what="WATER")
    for step in STEPS[:3]:
        advance_deployment(actor=lender, deployment_id=deployment.pk, to=step)
    lent(what="3990104", quantity=4000, supply=9000)

    rooms = [name for name in FOLDS if name.startswith("resources.")]
    assert sorted(rooms) == [
        "resources.Asset",
        "resources.Deployment",
        "resources.ResourceRequest",
        "resources.Team",
    ]
    assert {name: FOLDS[name].rebuild() for name in rooms} == dict.fromkeys(rooms, 0)


def test_a_lost_state_is_made_again():
    _, _, lender, deployment = lent(what="WATER")
    advance_deployment(actor=lender, deployment_id=deployment.pk, to="on_scene")
    before = cards()
    TeamState.objects.filter(team=deployment.team_id).update(status="standby", deployment=None)
    DeploymentState.objects.update(status="committed", arrived=0)

    assert FOLDS["resources.Deployment"].rebuild() == 1
    assert FOLDS["resources.Team"].rebuild() == 1
    assert cards() == before
