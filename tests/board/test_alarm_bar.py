"""The alarm bar shows the gravest alarm nobody has taken over, until somebody does."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from command.board import selectors
from command.board.selectors import Sight
from incidents.monitoring.actions import record_readings
from incidents.monitoring.models import AlarmState
from tests import make
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import BAOTOU, HOHHOT, Post
from tests.support.client import client_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream():
    return stage_at(station(BAOTOU), warning=8.2, guarantee=9.2)


def read(stream, value, **delta):
    record_readings(actor=None, readings=[(stream.id, make.later(**delta), value)])


def test_there_are_three_sounds_and_one_place_that_makes_them():
    scripts = Path(settings.BASE_DIR, "command/static/command")
    said = {path.name: path.read_text() for path in scripts.rglob("*.js")}
    makers = [
        name for name, text in said.items() if re.search(r"AudioContext|new Audio\(", text)
    ]
    assert makers == ["sound.js"]
    sounds = re.search(r"const SOUNDS = \{(.*?)\n\}", said["sound.js"], re.DOTALL).group(1)
    assert re.findall(r"^  (\w+):", sounds, re.MULTILINE) == ["help", "grave", "addressed"]


def test_without_an_alarm_there_is_no_bar():
    assert selectors.alarm_bar(Sight(make.person(Post.COMMANDER, BAOTOU))) is None


def test_the_gravest_is_shown_and_the_others_are_counted(stream):
    read(stream, 8.5)
    read(stage_at(station(BAOTOU, code="SSC"), warning=1.0, guarantee=2.0), 5.0)

    bar = selectors.alarm_bar(Sight(make.person(Post.COMMANDER, BAOTOU)))

    assert bar is not None
    assert bar.level == 1
    assert bar.more == AlarmState.objects.count() - 1 == 2
    assert bar.where.endswith(" · Stage · 5 m, over the guaranteed stage 2")


def test_the_chosen_city_does_not_hide_an_alarm(stream):
    read(stream, 8.5)

    assert (
        selectors.alarm_bar(Sight(make.person(Post.COMMANDER, make.REGION), HOHHOT)) is not None
    )


def test_another_city_is_not_alarmed(stream):
    read(stream, 8.5)

    assert selectors.alarm_bar(Sight(make.person(Post.COMMANDER, HOHHOT))) is None


def test_one_persons_acknowledgement_clears_the_bar_for_all(stream):
    read(stream, 8.5)
    seen = Sight(make.person(Post.COMMANDER, BAOTOU))
    bar = selectors.alarm_bar(seen)
    assert bar is not None

    address = reverse("board-acknowledge", args=[bar.id])
    assert client_at("commander").post(address).status_code == 204

    assert selectors.alarm_bar(seen) is None
    assert client_at("commander").post(address).status_code == 409


def test_an_observer_may_not_and_the_bar_stays(stream):
    read(stream, 8.5)
    seen = Sight(make.person(Post.COMMANDER, BAOTOU))
    bar = selectors.alarm_bar(seen)
    assert bar is not None

    address = reverse("board-acknowledge", args=[bar.id])
    assert client_at("observer").post(address).status_code == 403

    assert selectors.alarm_bar(seen) == bar


def test_a_sensor_over_its_limit_says_by_how_much(stream):
    read(stream, 8.5)

    gauges = selectors.gauges(Sight(make.person(Post.COMMANDER, BAOTOU)))

    assert (gauges.over, gauges.total) == (1, 1)
    assert (gauges.rows[0].remark, gauges.rows[0].limit, gauges.rows[0].tone) == (
        "warning +0.30", 8.2, "warn",
    )  # fmt: skip
