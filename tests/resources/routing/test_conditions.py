"""Road conditions: entered by whoever is on duty there, counted by everybody at once."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, journal, rules
from command.core.actions.rules import add_rule, change_rule
from command.core.errors import BadTransition, Invalid, NotPermitted
from command.core.ids import new_id
from command.core.models import Entry, Exercise, Room
from command.core.rooms import exercise_room
from resources.routing.actions import lift_condition, report_condition, tell_expired
from resources.routing.graph import shipped
from resources.routing.legs import legs
from resources.routing.models import RoadCondition, RoadRule
from resources.routing.selectors import run_out
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, ULANQAB, Post
from tests.resources.routing.places import (
    BAOTOU_CITY,
    DONGSHENG,
    G65,
    G65_SOUTH,
    HOHHOT_CITY,
    JINING,
    at_summer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def summer(time_machine):
    """Let it be summer, when no winter rule holds."""
    time_machine.move_to(at_summer, tick=True)


@pytest.fixture
def officer(summer):
    return make.person(Post.DUTY_OFFICER, ORDOS)


def closed(by, **given):
    told = {"kind": "closure", "edges": [G65], "until": now() + timedelta(hours=6)}
    return report_condition(actor=by, source="高速交警", **{**told, **given})


def minutes(start=BAOTOU_CITY, end=DONGSHENG, **given):
    return legs([start], [end], **given)[0][0].minutes


def test_a_closed_stretch_is_routed_round_by_all_cities_at_once(officer):
    clear = legs([BAOTOU_CITY], [DONGSHENG])[0][0]
    condition = closed(officer)
    round_it = legs([BAOTOU_CITY], [DONGSHENG])[0][0]

    assert clear.minutes + 15 < round_it.minutes < math.inf
    assert "G65" in round_it.because[0]
    assert "Closed" in round_it.because[0]
    assert clear.because == ()
    entry = Entry.objects.get(kind="road_condition.reported")
    assert (entry.room_id, entry.authority) == ("joint", ORDOS)
    assert entry.changed[f"road_condition.{condition.pk}"]["status"] == "in_force"

    lift_condition(actor=officer, condition_id=condition.pk, reason="已放行")
    assert minutes() == clear.minutes
    with pytest.raises(BadTransition):
        lift_condition(actor=officer, condition_id=condition.pk, reason="again")


def test_where_every_road_is_closed_there_is_no_way_and_it_is_said(summer):
    region = make.person(Post.DUTY_OFFICER, REGION)
    closed(region, edges=[edge.key for edge in shipped().edges])
    leg = legs([HOHHOT_CITY], [JINING])[0][0]
    assert (math.isinf(leg.minutes), math.isinf(leg.high), leg.by) == (True, True, "graph")
    assert leg.because
    assert leg.km < 200


@pytest.mark.parametrize(("kind", "factor"), [("snow", 1.6), ("ice", 2.0), ("dust", 1.5)])
def test_what_lies_over_an_area_makes_its_roads_longer(kind, factor, summer):
    officer = make.person(Post.DUTY_OFFICER, ULANQAB)
    clear = minutes(JINING, (41.558, 113.554))
    report_condition(
        actor=officer, kind=kind, area=ULANQAB, until=now() + timedelta(hours=6), source="气象"
    )
    assert minutes(JINING, (41.558, 113.554)) == pytest.approx(clear * factor, rel=0.1)
    assert minutes(BAOTOU_CITY, DONGSHENG) == minutes(BAOTOU_CITY, DONGSHENG, at=at_summer)


def test_winter_is_longer_by_the_rule_and_not_on_top_of_ice(officer, time_machine):
    january = datetime(2028, 1, 10, tzinfo=UTC)
    clear = minutes()
    assert minutes(at=january) == pytest.approx(clear * 1.3, rel=0.02)
    time_machine.move_to(january, tick=True)
    ice = report_condition(
        actor=officer, kind="ice", area=ORDOS, until=now() + timedelta(hours=2), source="路政"
    )
    leg = legs([DONGSHENG], [G65_SOUTH])[0][0]
    lift_condition(actor=officer, condition_id=ice.pk, reason="化冰")
    dry = legs([DONGSHENG], [G65_SOUTH])[0][0]
    assert leg.minutes == pytest.approx(dry.minutes / 1.3 * 2, rel=0.03)
    assert "winter" in dry.because
    assert [why.rpartition(": ")[2] for why in leg.because] == ["Ice"]


def test_a_citys_own_rule_counts_at_once_on_its_own_roads(officer):
    home, away = minutes(DONGSHENG, G65_SOUTH), minutes(HOHHOT_CITY, JINING)
    book = rules.named("driving-times")
    clear = RoadRule.objects.get(code="clear", origin=REGION)
    given = rules.filled(clear, book.fields) | {"factor_high": 2, "factor": 1.5}
    admin = make.person(Post.SYSTEM_ADMIN, ORDOS)
    own = add_rule(actor=admin, book=book.slug, given=given, reason="实测")
    assert minutes(DONGSHENG, G65_SOUTH) == pytest.approx(home * 1.5, rel=0.05)
    assert minutes(HOHHOT_CITY, JINING) == away
    change_rule(
        actor=admin, book=book.slug, rule_id=own.pk, given=given | {"factor": 1}, reason="复测"
    )
    assert minutes(DONGSHENG, G65_SOUTH) == home


def test_it_counts_from_its_beginning_and_no_longer_than_its_end(officer, clocks):
    clear = minutes()
    closed(officer, starts_at=now() + timedelta(hours=1), until=now() + timedelta(hours=3))
    assert minutes() == clear
    assert minutes(at=now() + timedelta(hours=2)) > clear
    clocks.move_to(now() + timedelta(hours=4))
    assert minutes() == clear
    [key] = run_out(now())
    assert tell_expired(actor=None, condition_id=key) is True
    assert tell_expired(actor=None, condition_id=key) is False
    assert Entry.objects.filter(kind="road_condition.expired").count() == 1


def played():
    key = new_id()
    with transaction.atomic(), authority.acting_as(REGION):
        made = Exercise(
            id=key,
            origin=REGION,
            scenario="S1",
            speed=60,
            started_at=now(),
            room=exercise_room(key),
        )
        made.save(force_insert=True)
        with authority.in_exercise(key):
            journal.open_room(made.room, Room.Kind.EXERCISE, REGION)
    return made


def test_an_exercise_closes_no_real_road_and_reality_none_of_its(officer):
    exercise = played()
    clear = minutes()
    closed(officer, exercise_id=exercise.pk)
    assert minutes() == clear
    assert minutes(exercise=exercise.pk) > clear
    closed(make.person(Post.LIAISON, HOHHOT), edges=["G6-150121-150221"])
    assert minutes(HOHHOT_CITY, BAOTOU_CITY, exercise=exercise.pk) < minutes(
        HOHHOT_CITY, BAOTOU_CITY
    )
    kinds = Entry.objects.filter(kind="road_condition.reported").values_list(
        "room_id", flat=True
    )
    assert sorted(kinds) == sorted(["joint", f"exercise.{exercise.pk}"])


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"kind": "rain"}, Invalid),
        ({"edges": []}, Invalid),
        ({"edges": ["G1-nowhere"]}, Invalid),
        ({"edges": [], "area": "150621"}, Invalid),
        ({"area": "150621"}, Invalid),
        ({"kind": "snow", "edges": [], "area": "999999"}, Invalid),
        ({"until": at_summer - timedelta(hours=1)}, Invalid),
        ({"until": at_summer + timedelta(days=60)}, Invalid),
        ({"source": " "}, Invalid),
        ({"text_zh": "雪" * 201}, Invalid),
        ({"text_en": "\x00"}, Invalid),
        ({"edges": ["G6-150900-150921"]}, NotPermitted),
        ({"kind": "snow", "edges": [], "area": ULANQAB}, NotPermitted),
    ],
)
def test_what_cannot_be_meant_or_is_not_theirs_is_refused_and_nothing_changes(
    given, refusal, officer
):
    told = {
        "kind": "closure",
        "edges": [G65],
        "until": now() + timedelta(hours=6),
        "source": "高速交警",
    }
    with pytest.raises(refusal):
        report_condition(actor=officer, **{**told, **given})
    assert not RoadCondition.objects.exists()
    assert not Entry.objects.filter(kind__startswith="road_condition").exists()


def test_only_who_is_on_duty_there_reports_and_only_the_author_lifts(officer):
    for who in (make.person(Post.OBSERVER, ORDOS), make.person(Post.COMMANDER, HOHHOT)):
        with pytest.raises(NotPermitted):
            closed(who)
    banner = make.person(Post.DUTY_OFFICER, DALAD)
    condition = closed(banner, edges=["L-150621-ZHAOJUN"])
    with pytest.raises(NotPermitted):
        lift_condition(
            actor=make.person(Post.COMMANDER, BAOTOU), condition_id=condition.pk, reason="x"
        )
    with pytest.raises(Invalid):
        lift_condition(actor=banner, condition_id=condition.pk, reason=" ")
    assert lift_condition(actor=banner, condition_id=condition.pk, reason="通").lifted_at
