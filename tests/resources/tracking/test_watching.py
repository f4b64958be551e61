"""Zones entered and left, and who has fallen silent: facts, each once."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.models import Entry
from incidents.plotting.actions import draw_feature, remove_feature
from resources import positions
from resources.actions import commit_team
from resources.positions import Fix
from resources.tracking.actions import record_crossings, tell_lost, tell_regained
from resources.tracking.models import Presence, Signal
from tests import make
from tests.make import BAOTOU, Post

pytestmark = pytest.mark.django_db
# A cordon of about 2.2 by 1.7 km, ten kilometres from the scene.
CORDON = [[109.90, 40.50], [109.92, 40.50], [109.92, 40.52], [109.90, 40.52], [109.90, 40.50]]
INSIDE, EDGE, OUTSIDE = (40.51, 109.91), (40.51, 109.92035), (40.51, 109.95)


@pytest.fixture
def out(db):
    """Return a team that is out at an incident, with a cordon drawn for it."""
    incident = make.incident()
    team = make.team(region=BAOTOU)
    with transaction.atomic(), authority.acting_as(BAOTOU):
        commit_team(
            actor=None,
            incident_id=incident.pk,
            team_id=team.pk,
            occurred_at=now() - timedelta(hours=1),
        )
    commander = make.person(Post.COMMANDER, make.ORDOS)
    cordon = draw_feature(
        actor=commander,
        incident_id=incident.pk,
        geometry={"type": "Polygon", "coordinates": [CORDON]},
        category="F10100",
        label="北岸",
    )
    draw_feature(
        actor=commander,
        incident_id=incident.pk,
        geometry={"type": "Polygon", "coordinates": [CORDON]},
        category="C10200",
        label="学校",
    )
    return team, incident, cordon


def go(team, place, ago=0.0, **given):
    at = now() - timedelta(seconds=ago)
    lat, lon = place
    fix = Fix(team_id=team.pk, lat=lat, lon=lon, observed_at=at, **given)
    positions.record([fix])
    return record_crossings(actor=None)


def told():
    kinds = ("zone.entered", "zone.left", "position.lost", "position.regained")
    rows = Entry.objects.filter(kind__in=kinds).order_by("room", "seq")
    return [(row.kind, row.payload.get("zone")) for row in rows]


def test_entering_and_leaving_a_zone_is_told_once_each(out):
    team, incident, _cordon = out

    steps = [go(team, place, ago=480 - 60 * n) for n, place in enumerate(
        (OUTSIDE, INSIDE, INSIDE, EDGE, INSIDE, EDGE, OUTSIDE, OUTSIDE)
    )]  # fmt: skip

    assert steps == [0, 1, 0, 0, 0, 0, 1, 0]
    assert told() == [("zone.entered", "北岸"), ("zone.left", "北岸")]
    assert record_crossings(actor=None) == 0
    entry = Entry.objects.get(kind="zone.entered")
    assert entry.room_id == incident.room_id
    assert entry.authority == BAOTOU
    assert entry.changed[f"team.{team.pk}"]["id"] == str(team.pk)
    assert Presence.objects.count() == 0


def test_the_scene_is_a_zone_round_the_incident(out):
    team, incident, _cordon = out

    assert go(team, (40.503, 109.795), ago=20) == 1
    assert go(team, (40.5125, 109.795), ago=10) == 0  # 1,056 m: within the margin
    assert go(team, (40.52, 109.795)) == 1

    assert told() == [("zone.entered", ""), ("zone.left", "")]
    assert Entry.objects.get(kind="zone.entered").payload["zone_id"] == str(incident.pk)


def test_points_that_come_late_or_are_not_sure_make_no_facts(out):
    team, _incident, _cordon = out
    go(team, OUTSIDE, ago=30)

    assert go(team, INSIDE, ago=300) == 0  # back-filled
    assert go(team, INSIDE, ago=5, accuracy_m=900.0) == 0  # imprecise
    assert go(team, INSIDE, ago=4) == 1
    assert go(team, (40.51, 109.9215), ago=3, accuracy_m=150.0) == 0  # may yet be inside
    assert told() == [("zone.entered", "北岸")]


def test_who_is_not_out_for_the_incident_crosses_nothing(out):
    _team, _incident, cordon = out
    stranger = make.team(region=BAOTOU)

    assert go(stranger, INSIDE, ago=5) == 0
    remove_feature(actor=make.person(Post.COMMANDER, make.ORDOS), feature_id=cordon.feature_id)
    assert go(out[0], INSIDE) == 0
    assert told() == []


def test_a_team_that_is_out_is_lost_once_per_silence(out):
    team, incident, _cordon = out
    home = make.team(region=BAOTOU)
    for one in (team, home):
        go(one, OUTSIDE, ago=200)

    assert [tell_lost(actor=None), tell_lost(actor=None)] == [1, 0]
    assert tell_regained(actor=None) == 0
    go(team, OUTSIDE, ago=190)  # later than the last, and yet long ago
    assert [tell_regained(actor=None), tell_lost(actor=None)] == [1, 1]
    go(team, OUTSIDE)
    assert [tell_regained(actor=None), tell_lost(actor=None)] == [1, 0]

    assert [kind for kind, _zone in told()] == ["position.lost", "position.regained"] * 2
    assert {e.room_id for e in Entry.objects.filter(kind__startswith="position.")} == {
        incident.room_id
    }


def test_who_was_not_heard_since_the_order_is_not_lost_on_the_way(out):
    team, _incident, _cordon = out
    positions.record(
        [Fix(team_id=team.pk, lat=40.5, lon=109.8, observed_at=now() - timedelta(hours=2))]
    )

    assert tell_lost(actor=None) == 0
    assert Signal.objects.get().lost_since is None
