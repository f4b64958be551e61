"""Positions: telemetry that may come late, twice, or wrong."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core import realtime
from command.core.errors import Invalid, NotPermitted
from command.core.ids import new_id
from command.core.models import Entry
from resources import positions
from resources.actions import join_team
from resources.models import Position
from resources.positions import Fix
from resources.selectors import units_for_map
from tests import make
from tests.resources.story import Post, officer

pytestmark = pytest.mark.django_db


def fix(team, lat=40.5, lon=109.8, ago=0, **given):
    at = now() - timedelta(seconds=ago)
    return Fix(team_id=team.pk, lat=lat, lon=lon, observed_at=at, **given)


def known(team):
    place = Position.objects.get(team=team)
    return place.lat, place.lon


def test_the_newest_position_wins_whatever_the_order():
    team = make.team()
    entries = Entry.objects.count()

    assert positions.record([fix(team, 40.1, ago=30), fix(team, 40.3), fix(team, 40.2, ago=9)])
    assert known(team) == (40.3, 109.8)

    assert positions.record([fix(team, 40.4, ago=20)]) == 0
    assert known(team) == (40.3, 109.8)
    assert Entry.objects.count() == entries


def test_the_same_batch_again_is_no_news():
    team = make.team()
    batch = [fix(team)]

    assert [positions.record(batch), positions.record(batch)] == [1, 0]


def test_unknown_teams_are_passed_over():
    team = make.team()
    stranger = Fix(team_id=new_id(), lat=40, lon=110, observed_at=now())

    assert positions.record([stranger, fix(team)]) == 1
    assert Position.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"lat": 90.1},
        {"lat": float("nan")},
        {"lon": float("inf")},
        {"lon": -180.5},
        {"heading_deg": 361.0},
        {"heading_deg": float("nan")},
        {"ago": -600},
    ],
)
def test_one_wrong_position_refuses_the_whole_batch(wrong):
    team = make.team()

    with pytest.raises(Invalid):
        positions.record([fix(team), fix(team, **wrong)])

    assert Position.objects.count() == 0


def test_a_member_reports_for_their_own_team_only():
    team = make.team(region=make.HOHHOT)
    member, stranger = (make.person(Post.TEAM_MEMBER, make.HOHHOT) for _ in range(2))
    join_team(actor=officer(make.HOHHOT), team_id=team.pk, person_id=member.pk)
    place = {"lat": 40.8, "lon": 111.7, "observed_at": now()}

    assert positions.report(member, [place]) == 1
    with pytest.raises(NotPermitted):
        positions.report(stranger, [place])
    assert known(team) == (40.8, 111.7)


def test_what_is_news_is_passed_on_by_city(monkeypatch, django_capture_on_commit_callbacks):
    heard: dict[str, list[realtime.Unit]] = {}
    monkeypatch.setattr(realtime, "publish_positions", heard.__setitem__)
    baotou, hohhot = make.team(), make.team(region=make.HOHHOT)

    with django_capture_on_commit_callbacks(execute=True):
        positions.record([fix(baotou, heading_deg=90.0), fix(hohhot, 40.8, 111.7)])

    assert {city: [unit[:4] for unit in units] for city, units in heard.items()} == {
        make.BAOTOU: [(str(baotou.pk), 40.5, 109.8, 90.0)],
        make.HOHHOT: [(str(hohhot.pk), 40.8, 111.7, None)],
    }


def test_the_map_shows_a_team_where_it_is_or_at_its_base():
    moving, still = make.team(), make.team()
    make.team(base=None)
    watcher = officer(make.BAOTOU)
    positions.record([fix(moving)])

    shown = {unit[0]: unit[1:3] for unit in units_for_map(watcher)}

    assert shown == {str(moving.pk): (40.5, 109.8), str(still.pk): (40.65, 109.83)}
