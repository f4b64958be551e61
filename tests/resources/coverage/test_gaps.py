"""Gaps of a standard: opened, covered, closed."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, rules
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.folding import FOLDS
from command.core.models import Entry, Exercise
from resources.actions import (
    advance_deployment,
    commit_asset,
    commit_stock,
    commit_team,
    reserve,
    set_readiness,
)
from resources.coverage import pages, tasks
from resources.coverage.actions import (
    acknowledge_gap,
    close_gap,
    open_gap,
    order_move_up,
    report_arrival,
)
from resources.coverage.models import ToCheck
from resources.coverage.picture import Standard
from resources.coverage.selectors import gaps, moves
from resources.routing.actions import report_condition
from tests import make
from tests.make import DALAD, ORDOS, REGION, Post
from tests.resources.coverage.standards import mine, of_rule, wanting
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


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


def test_a_vehicle_and_a_stock_that_leave_open_gaps_too_until_they_are_back(
    standard, commander
):
    wanting("2990601", 2)
    near = make.asset(region=DALAD, base=(40.41, 110.04), name="近泵车")
    far = make.asset(region="150622", base=(39.864, 111.232), name="远泵车")
    depot = make.stock(region=DALAD, supply="2990601", on_hand=2, point=(40.41, 110.04))
    tasks.check_all()
    assert of_rule(commander, "2990601") == []

    incident = make.incident(by=commander)
    given = {"actor": commander, "incident_id": incident.pk}
    taken = commit_stock(**given, stock_id=depot.pk, quantity=2)
    tasks.check_marked()
    [card] = of_rule(commander, "2990601")
    assert (card.found, card.needed) == (1, 2)
    [option, *_] = pages.advice_of(card, commander)
    assert (option.sort, option.name, option.may_order) == ("asset", "远泵车", True)
    of = {"actor": commander, "gap_id": card.id}
    for refused in ({}, {"asset_id": near.pk, "team_id": near.pk}):
        with pytest.raises(Invalid):
            order_move_up(**of, **refused)
    client = client_of(commander)
    client.post(f"/f/coverage/gaps/{card.id}/move-up/", {"asset": far.pk})
    [move] = moves(commander)
    assert (move.name, move.asset, move.team) == ("远泵车", str(far.pk), None)
    report_arrival(actor=commander, move_id=move.id)
    tasks.check_marked()
    assert of_rule(commander, "2990601") == []

    # Ordered to an incident, it stands by no longer; its reason is taken away with the stock.
    out = commit_asset(**given, asset_id=far.pk)
    assert moves(commander) == []
    tasks.check_marked()
    assert len(of_rule(commander, "2990601")) == 1
    for deployment in (taken, out):
        advance_deployment(actor=commander, deployment_id=deployment.pk, to="cancelled")
    tasks.check_marked()
    assert of_rule(commander, "2990601") == []


def test_an_exercise_has_gaps_of_its_own_forces_and_reality_none_of_them(standard, commander):
    from tests.resources.routing.test_conditions import played

    wanting("2990601")
    make.team(region=DALAD, base=(40.41, 110.04), name="真队")
    make.asset(region=DALAD, base=(40.41, 110.04), name="真泵车")
    tasks.check_all()
    exercise = played()
    with authority.in_exercise(exercise.pk):
        crew = make.team(region=DALAD, base=(40.41, 110.04), name="演练队")
        flood = make.incident(by=commander)
    ToCheck.objects.all().delete()
    tasks.check_all()
    # It has no pump truck at all, so that it is not asked for one.
    assert gaps(commander) == []

    out = commit_team(actor=commander, incident_id=flood.pk, team_id=crew.pk)
    assert set(ToCheck.objects.values_list("what", "exercise")) == {("FLOOD", exercise.pk)}
    tasks.check_marked()
    [card] = gaps(commander)
    assert (card.what, card.exercise) == ("FLOOD", True)
    assert Entry.objects.get(kind="coverage_gap.opened").room_id == exercise.room
    # Neither is the real team advised, nor may it be sent.
    assert pages.advice_of(card, commander) == []
    with pytest.raises(Conflict):
        order_move_up(actor=commander, gap_id=card.id, team_id=make.team(region=ORDOS).pk)
    assert "drill" in client_of(commander).get("/f/coverage/").content.decode()

    advance_deployment(actor=commander, deployment_id=out.pk, to="cancelled")
    tasks.check_marked()
    assert gaps(commander) == []
    assert FOLDS["coverage.Gap"].rebuild() == 0


def test_when_the_exercise_is_over_its_gaps_are(standard, commander):
    from tests.resources.routing.test_conditions import played

    exercise = played()
    with authority.in_exercise(exercise.pk):
        crew = make.team(region=DALAD, base=(40.41, 110.04))
    set_readiness(actor=commander, team_id=crew.pk, readiness="unavailable")
    tasks.check_all()
    assert [card.exercise for card in mine(commander)] == [False, True]
    with transaction.atomic(), authority.acting_as(REGION):
        Exercise.objects.update(state=Exercise.State.ENDED, ended_at=now())
    tasks.check_all()
    assert [card.exercise for card in mine(commander)] == [False]


def test_the_shipped_standards_are_founded_and_about_what_there_is(db):
    book = rules.named("coverage")
    assert book.model.objects.count() >= 60
    assert not book.model.objects.exclude(basis__contains="示意").exists()
