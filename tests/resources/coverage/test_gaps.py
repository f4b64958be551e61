"""Gaps: opened when forces leave, closed when they are back or something has moved up."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, rules
from command.core.actions.rules import add_rule
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from command.core.models import Entry
from resources.actions import advance_deployment, commit_team, reserve
from resources.coverage import pages, tasks
from resources.coverage.actions import (
    acknowledge_gap,
    close_gap,
    end_move_up,
    open_gap,
    order_move_up,
    report_arrival,
)
from resources.coverage.models import CoverageRule, Gap, GapState, MoveUp, ToCheck
from resources.coverage.picture import Standard
from resources.coverage.selectors import gaps, moves, places_of
from resources.routing.actions import report_condition
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard(db):
    """Let Dalad want one flood team within an hour, and nobody else anything."""
    with transaction.atomic(), authority.acting_as(REGION):
        CoverageRule.objects.update(enabled=False)
    admin = make.person(Post.SYSTEM_ADMIN, ORDOS)
    given = {
        "code": "test-dalad",
        "area": DALAD,
        "what": "FLOOD",
        "minutes": 60,
        "at_least": 1,
        "hours": 6,
        "basis": "测试",
        "enabled": "on",
    }
    return add_rule(actor=admin, book="coverage", given=given, reason="测试")


@pytest.fixture
def commander():
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def teams(standard):
    """Make a flood team near Dalad's seat, and one in Dongsheng beyond the hour."""
    return (
        make.team(region=DALAD, base=(40.41, 110.04), name="达旗队"),
        make.team(region="150622", base=(39.864, 111.232), name="准旗队"),
    )


def mine(person):
    return [card for card in gaps(person) if card.rule == "test-dalad"]


def test_a_team_that_leaves_opens_one_gap_until_it_is_back(teams, commander):
    near, _far = teams
    tasks.check_all()
    assert mine(commander) == []
    incident = make.incident(by=commander)
    out = commit_team(actor=commander, incident_id=incident.pk, team_id=near.pk)
    assert "FLOOD" in set(ToCheck.objects.values_list("what", flat=True))
    assert mine(commander) == []  # only marked: nothing is judged in the order's transaction

    tasks.check_marked()
    assert not ToCheck.objects.exists()
    [card] = mine(commander)
    assert (card.found, card.needed, card.status, card.origin) == (0, 1, "open", ORDOS)
    entry = Entry.objects.get(kind="coverage_gap.opened", payload__gap_id=card.id)
    assert entry.room_id == f"city.{ORDOS}"
    tasks.check_all()
    assert len(mine(commander)) == 1
    again = Standard("test-dalad", DALAD, 60, 1)
    assert open_gap(actor=None, standard=again, what="FLOOD", found=0) is None

    officer = make.person(Post.DUTY_OFFICER, DALAD, name="值班员甲")
    acknowledge_gap(actor=officer, gap_id=card.id)
    assert mine(commander)[0].acknowledged_by == "值班员甲"
    with pytest.raises(BadTransition):
        acknowledge_gap(actor=officer, gap_id=card.id)

    for to in ("released", "returned"):
        advance_deployment(actor=commander, deployment_id=out.pk, to=to)
    tasks.check_marked()
    assert mine(commander) == []
    assert Entry.objects.filter(kind="coverage_gap.closed").count() == 1
    assert close_gap(actor=None, gap_id=card.id, found=1) is False
    assert FOLDS["coverage.Gap"].rebuild() == 0


def test_a_promise_and_a_closed_road_open_gaps_too(teams, commander):
    near, _far = teams
    incident = make.incident(by=commander)
    reserve(
        actor=commander,
        incident_id=incident.pk,
        team_id=near.pk,
        starts=now() + timedelta(hours=2),
        until=now() + timedelta(hours=9),
    )
    tasks.check_marked()
    [card] = mine(commander)
    [option, *_] = pages.advice_of(card, commander)
    # What is promised within the window is not advised either.
    assert near.name not in {one.name for one in pages.advice_of(card, commander)}
    assert (option.city, option.uncovers, option.breaks) == (ORDOS, [], 0)

    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    ToCheck.objects.all().delete()
    report_condition(
        actor=officer,
        kind="snow",
        area=ORDOS,
        until=now() + timedelta(hours=6),
        source="气象",
    )
    assert list(ToCheck.objects.values_list("what", flat=True)) == [""]


def test_a_move_up_covers_once_it_is_there_and_binds_nobody(teams, commander):
    near, far = teams
    incident = make.incident(by=commander)
    commit_team(actor=commander, incident_id=incident.pk, team_id=near.pk)
    tasks.check_marked()
    [card] = mine(commander)
    of = {"actor": commander, "gap_id": card.id}

    for who in (make.person(Post.OBSERVER, ORDOS), make.person(Post.COMMANDER, HOHHOT)):
        with pytest.raises(NotPermitted):
            order_move_up(actor=who, gap_id=card.id, team_id=far.pk)
    for refused, why in (
        ({"team_id": near.pk}, Conflict),
        ({"team_id": make.team(region=DALAD, kind="MED").pk}, Conflict),
        ({"team_id": far.pk, "hours": 0}, Invalid),
    ):
        with pytest.raises(why):
            order_move_up(**of, **refused)
    assert not MoveUp.objects.exists()

    move = order_move_up(**of, team_id=far.pk)
    with pytest.raises(Conflict):
        order_move_up(**of, team_id=far.pk)
    tasks.check_marked()
    assert len(mine(commander)) == 1  # on its way it covers neither place
    assert places_of([far.pk]) == {}
    report_arrival(actor=commander, move_id=move.pk)
    with pytest.raises(BadTransition):
        report_arrival(actor=commander, move_id=move.pk)
    tasks.check_marked()
    assert mine(commander) == []
    assert places_of([far.pk])[far.pk] == pytest.approx((40.403, 110.034), abs=0.01)
    assert [one.status for one in moves(commander)] == ["there"]

    # Ordered to an incident, it stands by no longer: the gap opens anew.
    commit_team(actor=commander, incident_id=incident.pk, team_id=far.pk)
    assert moves(commander) == []
    tasks.check_marked()
    assert len(mine(commander)) == 1
    with pytest.raises(BadTransition):
        end_move_up(actor=commander, move_id=move.pk, reason="x")
    assert Gap.objects.filter(rule="test-dalad").count() == 2


def test_others_see_neither_the_gap_nor_the_name_of_a_team_that_is_not_theirs(commander):
    standard = Standard("fire-150202", "150202", 20, 1)
    gap = open_gap(actor=None, standard=standard, what="FIRE", found=0)
    make.team(region=DALAD, kind="FIRE", base=(40.41, 110.04), name="不给外人看的队")
    baotou = make.person(Post.COMMANDER, BAOTOU)
    card = next(card for card in gaps(baotou) if card.id == str(gap.pk))
    [option] = pages.advice_of(card, baotou)
    assert (option.name, option.team, option.city, option.may_order) == ("", "", ORDOS, False)
    assert gaps(commander) == []
    with pytest.raises(NotThere):
        acknowledge_gap(actor=commander, gap_id=gap.pk)
    with pytest.raises(NotPermitted):
        acknowledge_gap(actor=make.person(Post.OBSERVER, BAOTOU), gap_id=gap.pk)
    assert GapState.objects.get(pk=gap.pk).status == "open"


def test_an_exercise_covers_nothing_and_uncovers_nothing(standard, commander):
    from tests.resources.routing.test_conditions import played

    exercise = played()
    with authority.in_exercise(exercise.pk):
        make.team(region=DALAD, base=(40.41, 110.04), name="演练队")
    assert not ToCheck.objects.exists()
    tasks.check_all()
    assert len(mine(commander)) == 1
    assert not Gap.objects.filter(exercise__isnull=False).exists()


def test_the_page_shows_the_gap_and_its_acts_work_by_post(teams, commander):
    near, far = teams
    incident = make.incident(by=commander)
    commit_team(actor=commander, incident_id=incident.pk, team_id=near.pk)
    tasks.check_marked()
    [card] = mine(commander)
    client = client_of(commander)
    shown = client.get("/f/coverage/").content.decode()
    assert far.name in shown
    assert "nothing uncovered, no floor broken" in shown
    answer = client.post(f"/f/coverage/gaps/{card.id}/acknowledge/", follow=True)
    assert "Acknowledged in your name." in answer.content.decode()
    client.post(f"/f/coverage/gaps/{card.id}/move-up/", {"team": far.pk, "hours": "4"})
    move = MoveUp.objects.get()
    client.post(f"/f/coverage/moves/{move.pk}/arrived/")
    client.post(f"/f/coverage/moves/{move.pk}/home/")
    move.refresh_from_db()
    assert move.arrived_at
    assert move.ended_at
    assert client.get("/f/coverage/panel/").status_code == 200


def test_the_shipped_standards_are_founded_and_about_what_there_is(db):
    book = rules.named("coverage")
    assert book.model.objects.count() >= 60
    assert not book.model.objects.exclude(basis__contains="示意").exists()
