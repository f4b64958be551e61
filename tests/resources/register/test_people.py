"""Certificates, shifts and rest of teams, and experts."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.actions import load_rules
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from resources.actions import advance_deployment, commit_team, join_team
from resources.register.actions import (
    change_expert,
    end_skill,
    enter_skill,
    forget_expert,
    plan_team_shift,
    withdraw_team_shift,
)
from resources.register.models import Expert, TeamShift, TeamSkill
from resources.register.selectors import rest_of
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.resources.register import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(db):
    load_rules(actor=None)
    return make.person(Post.RESOURCE_OFFICER, ORDOS)


def test_a_certificate_is_the_teams_or_a_members_and_ends_for_a_reason(keeper):
    team = make.team(region=ORDOS, headcount=5)
    member = make.person(region=ORDOS, name="潜水员甲")
    join_team(actor=keeper, team_id=team.pk, person_id=member.pk)
    of = {"actor": keeper, "team_id": team.pk, "certificate": "潜水证"}
    skill = enter_skill(**of, person_id=member.pk)
    for wrong, refusal in (
        ({"people": 6}, Invalid),
        ({"certificate": ""}, Invalid),
        ({"person_id": keeper.pk}, NotThere),
        ({"actor": make.person(Post.OBSERVER, ORDOS)}, NotPermitted),
        ({"actor": make.person(Post.COMMANDER, BAOTOU)}, NotPermitted),
    ):
        with pytest.raises(refusal):
            enter_skill(**{**of, **wrong})
    assert TeamSkill.objects.get() == skill
    assert "潜水员甲" not in str(list(Entry.objects.values_list("payload", "changed")))
    end_skill(actor=keeper, skill_id=skill.pk, reason="已换新证")
    with pytest.raises(Conflict):
        end_skill(actor=keeper, skill_id=skill.pk, reason="再次")


def test_rest_counts_shifts_and_deployments_up_to_the_limits_of_the_rules(keeper):
    team = make.team(region=ORDOS, kind="FLOOD", headcount=20)
    fresh = make.team(region=ORDOS)
    at = now()

    def shift(start, end):
        return plan_team_shift(
            actor=keeper,
            team_id=team.pk,
            starts_at=at + timedelta(hours=start),
            ends_at=at + timedelta(hours=end),
            people=20,
        )

    shift(-60, -50)  # a rest lies between
    shift(-20, -12)
    shift(-6, 2)
    found = rest_of([team.pk, fresh.pk], at)
    assert found[fresh.pk].rested
    assert found[fresh.pk].on_since is None
    rest = found[team.pk]
    # Six hours of pause are no rest: eight and six hours make one stretch.
    assert (rest.hours_on, rest.rested, rest.deployments) == (14.0, True, 0)
    assert rest.on_since == at - timedelta(hours=20)
    assert rest.free_until == at + timedelta(hours=10)

    out = commit_team(actor=keeper, incident_id=make.incident().pk, team_id=team.pk)
    later = rest_of([team.pk], at + timedelta(hours=13))[team.pk]
    assert later.hours_on > 24
    assert later.deployments == 1
    assert (later.rested, later.free_until) == (False, None)
    assert later.rested_at == at + timedelta(hours=13 + 8)
    advance_deployment(actor=keeper, deployment_id=out.pk, to="cancelled")
    last = shift(4, 6)
    withdraw_team_shift(actor=keeper, shift_id=last.pk, reason="不再需要")
    with pytest.raises(Conflict):
        withdraw_team_shift(actor=keeper, shift_id=last.pk, reason="不再需要")
    again = rest_of([team.pk], at + timedelta(hours=11))[team.pk]
    assert (again.rested, again.hours_on) == (True, 0.0)


def test_a_shift_ends_after_it_begins_within_three_days_with_people_the_team_has(keeper):
    team, at = make.team(region=ORDOS, headcount=4), now()
    for hours, people in ((0, 2), (-1, 2), (73, 2), (8, 5), (8, 0)):
        with pytest.raises(Invalid):
            plan_team_shift(
                actor=keeper,
                team_id=team.pk,
                starts_at=at,
                ends_at=at + timedelta(hours=hours),
                people=people,
            )
    assert not TeamShift.objects.exists()


def test_an_experts_name_stands_in_the_row_only_and_can_be_destroyed(keeper):
    expert = made.expert(name="李专家", reach="13900000001")
    change_expert(actor=keeper, expert_id=expert.pk, changes={"name": "李大专家"})
    for wrong in ({"families": []}, {"families": ["99Z"]}, {"name": ""}, {"region": BAOTOU}):
        with pytest.raises(Invalid):
            change_expert(actor=keeper, expert_id=expert.pk, changes=wrong)
    with pytest.raises(NotPermitted):
        forget_expert(
            actor=make.person(Post.COMMANDER, BAOTOU), expert_id=expert.pk, reason="离任"
        )
    forget_expert(actor=keeper, expert_id=expert.pk, reason="离任")
    row = Expert.objects.get()
    assert (row.name, row.reach, row.speciality) == ("", "", "黄河防凌")
    with pytest.raises(Conflict):
        change_expert(actor=keeper, expert_id=expert.pk, changes={"name": "李专家"})
    told = str(list(Entry.objects.values_list("payload", "changed")))
    assert "李" not in told
    assert "13900000001" not in told
