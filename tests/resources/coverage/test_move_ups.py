"""Advice that covers a gap: moved, seen and answered."""

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from resources.actions import commit_team
from resources.coverage import pages, tasks
from resources.coverage.actions import (
    acknowledge_gap,
    end_move_up,
    open_gap,
    order_move_up,
    report_arrival,
)
from resources.coverage.models import Gap, GapState, MoveUp
from resources.coverage.picture import Standard
from resources.coverage.selectors import gaps, moves, places_of
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, Post
from tests.resources.coverage.standards import mine, of_rule, wanting
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


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
    assert (option.name, option.thing, option.city, option.may_order) == ("", "", ORDOS, False)
    assert gaps(commander) == []
    with pytest.raises(NotThere):
        acknowledge_gap(actor=commander, gap_id=gap.pk)
    with pytest.raises(NotPermitted):
        acknowledge_gap(actor=make.person(Post.OBSERVER, BAOTOU), gap_id=gap.pk)
    assert GapState.objects.get(pk=gap.pk).status == "open"


def test_of_a_stock_so_much_is_advised_as_is_lacking_and_its_keeper_moves_it(
    standard, commander
):
    wanting("3990101", 500)
    make.stock(region="150622", supply="3990101", on_hand=9000, point=(39.864, 111.232))
    tasks.check_all()
    [card] = of_rule(commander, "3990101")
    [option] = pages.advice_of(card, commander)
    assert (option.sort, option.quantity, option.may_order) == ("stock", 500, False)
    assert "Open the stock" in client_of(commander).get("/f/coverage/").content.decode()


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
