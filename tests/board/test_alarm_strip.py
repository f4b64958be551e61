"""The alarms that wait: I and II one by one; in a flood the rest by cause, none dropped."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from command.board import selectors
from command.board.selectors import Sight
from incidents.monitoring.actions import record_readings
from incidents.monitoring.models import AlarmState
from tests import make
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import BAOTOU, HOHHOT, Post
from tests.support.client import client_of
from tests.support.once import made_once

pytestmark = pytest.mark.django_db

STREAMS = 14


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, made) as world:
        yield world


@pytest.fixture
def world(everything, db):
    return everything


def made():
    """Let fourteen gauges of one place pass their warning, two of them the guarantee."""
    place = station(BAOTOU)
    streams = [
        stage_at(place, key=f"S{n}", warning=8.2, guarantee=9.2 if n < 2 else None)
        for n in range(STREAMS)
    ]
    record_readings(actor=None, readings=[(stream.id, now(), 9.5) for stream in streams])
    return {"officer": make.person(Post.DUTY_OFFICER, BAOTOU), "streams": streams}


def test_a_flood_is_said_and_only_the_lesser_ones_are_folded(world):
    raised = AlarmState.objects.count()

    strip = selectors.alarm_strip(Sight(world["officer"]))

    assert strip.flood is not None
    assert strip.flood.count == raised == strip.waiting == STREAMS + 2
    assert [line.level for line in strip.lines if not line.is_group] == [1, 1]
    assert strip.grave == 2
    shown = sum(line.count for line in strip.lines) + strip.rest
    assert shown == raised
    assert len(strip.lines) + bool(strip.rest) <= 6
    first_out = AlarmState.objects.filter(level=3).order_by("alarm__raised_at", "pk")[0]
    assert str(first_out.pk) in {line.id for line in strip.lines if line.is_group}


def test_the_bar_names_the_gravest_and_the_youngest_grave_one(world):
    bar = selectors.alarm_bar(Sight(world["officer"]))
    grave = AlarmState.objects.filter(level=1)
    assert bar is not None
    assert (bar.level, bar.more, bar.grave, bar.may) == (1, STREAMS + 1, 2, True)
    assert bar.newest == str(grave.order_by("-pk")[0].pk)
    assert bar.id == str(grave.order_by("alarm__raised_at", "pk")[0].pk)
    observer = make.person(Post.OBSERVER, BAOTOU)
    seen = selectors.alarm_bar(Sight(observer))
    assert seen is not None
    assert not seen.may
    text = client_of(observer).get(reverse("board-panel", args=["alarm"])).content.decode()
    assert "data-newest" in text
    assert 'data-act="acknowledge"' not in text


def test_the_alarms_of_one_cause_are_answered_from_their_row(world):
    panel = reverse("board-panel", args=["alarms"])
    observer = client_of(make.person(Post.OBSERVER, BAOTOU))
    assert "data-cause" not in observer.get(panel).content.decode()
    mine = client_of(world["officer"])
    [line] = [x for x in selectors.alarm_strip(Sight(world["officer"])).lines if x.is_group]
    act = reverse("alarm-acknowledge-cause", args=[line.group])
    text = mine.get(panel).content.decode()
    assert f'data-cause="{act}" data-until="{line.until}"' in text
    assert mine.post(act, {"until": line.until}, headers={"HX-Request": "1"}).status_code == 204
    seen = AlarmState.objects.filter(status="acknowledged")
    assert set(seen.values_list("level", flat=True)) == {3}
    assert seen.count() == line.count


def test_the_screen_shows_the_flood_and_other_cities_nothing(world):
    text = client_of(world["officer"]).get(reverse("cop")).content.decode()
    assert 'data-flood="16"' in text
    assert reverse("alarm-log") in text
    # A flood does not wash the rest of the feed away: three lines, and one that counts.
    assert text.count("<i>Alarm</i>") + text.count("<i>告警</i>") <= 4
    other = make.person(Post.DUTY_OFFICER, HOHHOT)
    assert selectors.alarm_strip(Sight(other)).waiting == 0
    assert (
        "c-wait"
        not in client_of(other).get(reverse("board-panel", args=["alarms"])).content.decode()
    )
