"""The registers of teams and stocks, and the database behind them."""

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import F

from command.core import authority
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from resources import demo
from resources.actions import (
    commit_stock,
    commit_team,
    count_stock,
    join_team,
    leave_team,
    load_supplies,
    register_stock,
    register_team,
    set_readiness,
)
from resources.models import DeploymentState, RequestState, Stock, Supply, Team, TeamState
from tests import make
from tests.resources.story import Post, cards, officer, refused
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def enter(actor, **given):
    told = {"kind": "FIRE", "name": "东河一站", "region": "150202", "headcount": 26, **given}
    return register_team(actor=actor, **told)


def test_a_city_registers_a_team_and_the_journal_tells_it():
    actor = officer(make.BAOTOU)

    with whole_story("city.150200", cards) as entries:
        team = enter(actor, base=(40.58, 110.02))

    assert (team.origin, team.state.status) == (make.BAOTOU, "standby")
    assert [entry["kind"] for entry in entries] == ["team.registered"]
    assert entries[0]["says"]["en"] == (
        "Fire and rescue team 东河一站 registered in Donghe District"
    )


def test_a_team_is_registered_once():
    actor = officer(make.BAOTOU)
    enter(actor)

    with refused(Conflict):
        enter(actor)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "BAKERS"},
        {"name": "  "},
        {"headcount": 0},
        {"region": "999999"},
        {"base": (91, 110)},
        {"base": (float("nan"), 110)},
    ],
)
def test_what_cannot_be_meant_is_refused(wrong):
    actor = make.person(Post.COMMANDER, make.BAOTOU)

    with refused(Invalid):
        enter(actor, **wrong)


def test_nobody_registers_in_another_citys_territory():
    actor = officer(make.BAOTOU)

    with refused(NotPermitted):
        enter(actor, region="150602")


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.LIAISON])
def test_other_posts_may_not_and_nothing_changes(post):
    bystander = make.person(post, make.BAOTOU)

    with refused(NotPermitted):
        enter(bystander)


def test_a_team_rests_and_is_ready_again():
    actor = officer(make.BAOTOU)
    team = enter(actor)

    with whole_story("city.150200", cards) as entries:
        set_readiness(actor=actor, team_id=team.pk, readiness="resting", reason="24 h out")

    assert TeamState.objects.get(team=team).status == "resting"
    assert entries[0]["says"]["en"] == "东河一站 is now: Resting. 24 h out"


def test_the_readiness_of_a_team_that_is_out_counts_when_it_is_home():
    incident = make.incident()
    actor = officer(make.ORDOS)
    team = make.team(region=make.ORDOS)
    commit_team(actor=actor, incident_id=incident.pk, team_id=team.pk)

    set_readiness(actor=actor, team_id=team.pk, readiness="resting")

    assert TeamState.objects.get(team=team).status == "ordered"


def test_the_region_does_not_change_a_citys_team():
    team = make.team()
    region = make.person(Post.COMMANDER, make.REGION)

    with refused(NotPermitted, owner=make.BAOTOU):
        set_readiness(actor=region, team_id=team.pk, readiness="resting")


def test_a_person_is_in_one_team_at_a_time():
    actor = officer(make.BAOTOU)
    first, second = make.team(), make.team()
    member = make.person(Post.TEAM_MEMBER, make.BAOTOU)
    join_team(actor=actor, team_id=first.pk, person_id=member.pk)

    with refused(Conflict):
        join_team(actor=actor, team_id=second.pk, person_id=member.pk)

    leave_team(actor=actor, team_id=first.pk, person_id=member.pk)
    join_team(actor=actor, team_id=second.pk, person_id=member.pk)
    with refused(NotThere):
        leave_team(actor=actor, team_id=first.pk, person_id=member.pk)


def test_a_stranger_does_not_join_a_citys_team():
    actor = officer(make.BAOTOU)
    team = make.team()
    stranger = make.person(Post.TEAM_MEMBER, make.HOHHOT)

    with refused(NotThere):
        join_team(actor=actor, team_id=team.pk, person_id=stranger.pk)


def test_a_city_registers_a_stock_once_and_the_journal_tells_it():
    actor = officer(make.BAOTOU)
    given: dict[str, Any] = {
        "depot": "九原库",
        "region": "150207",
        "supply": "2990102",
        "on_hand": 12,
    }

    with whole_story("city.150200", cards) as entries:
        stock = register_stock(actor=actor, **given)

    assert (stock.available, stock.on_hand) == (12, 12)
    assert entries[0]["says"]["en"] == "九原库 registers 12 boats of Rescue boat"
    with refused(Conflict):
        register_stock(actor=actor, **given)
    with refused(Invalid):
        register_stock(actor=actor, **{**given, "supply": "1111111"})
    with refused(Invalid):
        register_stock(actor=actor, **{**given, "on_hand": -1})


def test_counting_leaves_what_is_lent_alone():
    incident = make.incident()
    actor = officer(make.ORDOS)
    boats = make.stock(region=make.ORDOS, on_hand=10)
    commit_stock(actor=actor, incident_id=incident.pk, stock_id=boats.pk, quantity=4)

    count_stock(actor=actor, stock_id=boats.pk, on_hand=7, reason="three are holed")

    boats.refresh_from_db()
    assert (boats.on_hand, boats.available) == (7, 3)
    with refused(Conflict, lent=4):
        count_stock(actor=actor, stock_id=boats.pk, on_hand=3, reason="more are holed")


def test_the_code_list_loads_again_without_doubles():
    count = Supply.objects.count()
    assert load_supplies(actor=None) == count
    assert Supply.objects.count() == count


def test_the_demo_loads_once_and_is_marked():
    assert demo.load() > 150
    assert demo.load() == 0
    assert not Team.objects.filter(is_illustrative=False).exists()
    assert not Stock.objects.filter(is_illustrative=False).exists()
    assert not Team.objects.filter(kind__in=["PSB", "MIL"]).exists()


def breaks(rows, rule, **values):
    """Assert that the database refuses to set the values, naming the rule."""
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        rows.update(**values)


def test_the_database_keeps_its_own_rules():
    incident = make.incident()
    actor = officer(make.ORDOS)
    boats = make.stock(region=make.ORDOS, on_hand=10)
    team = make.team(region=make.ORDOS)
    request = make.request(incident)
    deployment = commit_stock(
        actor=actor, incident_id=incident.pk, stock_id=boats.pk, quantity=4
    )

    with transaction.atomic(), authority.acting_as(make.ORDOS):
        stocks = Stock.objects.filter(pk=boats.pk)
        breaks(stocks, "available_within_on_hand", available=F("on_hand") + 1)
        breaks(stocks, "resources_stock_available_check", available=F("available") - 11)
        breaks(Team.objects.filter(pk=team.pk), "has_people", headcount=0)
        breaks(TeamState.objects.all(), "deployed_iff_called", status="on_scene")
        states = RequestState.objects.filter(request=request)
        breaks(states, "adds_up", accepted=7)
        breaks(states, "adds_up", committed=1)
        breaks(states, "adds_up", arrived=1)
        sent = DeploymentState.objects.filter(deployment=deployment)
        breaks(sent, "arrived_within_sent", arrived=5)


def test_the_database_refuses_to_let_one_authority_write_anothers_stock():
    boats = make.stock()

    with (
        pytest.raises(ProgrammingError, match="may not write a row of 150200"),
        transaction.atomic(),
        authority.acting_as(make.REGION),
    ):
        Stock.objects.filter(pk=boats.pk).update(available=0)
