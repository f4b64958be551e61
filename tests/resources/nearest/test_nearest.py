"""The nearest search: what it finds, in what order, for whom, and that its table is true."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils.timezone import now

from command.core import authority
from resources import positions
from resources.actions import commit_stock, commit_team, set_readiness
from resources.models import Position, Stock, Team
from resources.nearest import rebuild
from resources.nearest.models import Spot
from resources.nearest.selectors import nearest
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, ULANQAB, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

HERE = (40.50, 109.80)
JUNGAR = "150622"


def names(found):
    return [one.name for one in found]


def moved(team, lat, lon, at=None):
    return positions.record(
        [positions.Fix(team_id=team.pk, lat=lat, lon=lon, observed_at=at or now())]
    )


def able(team, *codes):
    """Let a team have capabilities, as the register's own door would write them."""
    with transaction.atomic(), authority.acting_as(team.origin):
        team.capabilities = list(codes)
        team.save(update_fields=["capabilities"])


def test_finds_the_nearest_first_and_nothing_of_another_kind():
    make.team(region=BAOTOU, kind="WATER", name="far", base=(41.5, 109.8))
    make.team(region=DALAD, kind="WATER", name="near", base=(40.51, 109.8))
    make.team(region=HOHHOT, kind="WATER", name="between", base=(40.8, 109.8))
    make.team(region=DALAD, kind="FLOOD", name="another kind", base=HERE)
    found = nearest(HERE, what="WATER", person=None)
    assert names(found) == ["near", "between", "far"]
    assert found[0].kind == "team"
    assert found[0].city == ORDOS
    assert found[0].km == pytest.approx(1.11, abs=0.02)
    assert names(nearest(HERE, what="WATER", person=None, limit=1)) == ["near"]
    assert names(nearest(HERE, what="WATER", person=None, within_km=50)) == ["near", "between"]
    assert names(nearest(HERE, what="WATER", person=None, cities=[BAOTOU])) == ["far"]
    assert nearest(HERE, what="WATER", person=None, cities=[ULANQAB]) == []
    assert nearest(HERE, what="2990102", person=None) == []


def test_a_team_is_looked_for_where_it_was_last_seen_and_at_home_when_that_is_long_ago():
    team = make.team(region=DALAD, kind="WATER", name="moving", base=(40.51, 109.8))
    homeless = make.team(region=DALAD, kind="WATER", name="without base", base=None)
    assert names(nearest(HERE, what="WATER", person=None)) == ["moving"]
    moved(team, 41.0, 109.8)
    moved(homeless, 40.6, 109.8)
    found = nearest(HERE, what="WATER", person=None)
    assert names(found) == ["without base", "moving"]
    assert found[1].lat == pytest.approx(41.0)
    assert found[1].seen_at is not None
    # An hour passes without another fix: the clock sends home what has a home.
    Position.objects.update(observed_at=now() - timedelta(hours=1))
    Spot.objects.update(seen_at=now() - timedelta(hours=1))
    assert rebuild.settle() == 2
    found = nearest(HERE, what="WATER", person=None)
    assert names(found) == ["moving", "without base"]
    assert (found[0].lat, found[0].seen_at) == (40.51, None)
    # A late fix that arrives old moves nobody.
    moved(team, 42.0, 109.8, at=now() - timedelta(minutes=50))
    assert nearest(HERE, what="WATER", person=None)[0].lat == 40.51
    assert rebuild.rebuild() == 0


def test_what_is_called_is_found_only_when_asked_for_and_quantities_count():
    incident = make.incident()
    team = make.team(region=DALAD, kind="WATER", name="called", base=(40.51, 109.8))
    tired = make.team(region=DALAD, kind="WATER", name="resting", base=(40.52, 109.8))
    stock = make.stock(region=DALAD, depot="boats", on_hand=10, point=(40.51, 109.8))
    more = make.stock(region=DALAD, depot="more boats", on_hand=50, point=(40.9, 109.8))
    officer = make.person(Post.COMMANDER, ORDOS)
    commit_team(actor=officer, incident_id=incident.pk, team_id=team.pk)
    set_readiness(actor=officer, team_id=tired.pk, readiness="resting")
    assert nearest(HERE, what="WATER", person=None) == []
    everyone = nearest(HERE, what="WATER", person=None, free_only=False)
    assert [(one.name, one.free) for one in everyone] == [("called", False), ("resting", False)]
    commit_stock(actor=officer, incident_id=incident.pk, stock_id=stock.pk, quantity=7)
    found = nearest(HERE, what="2990102", person=None)
    assert [(one.name, one.available) for one in found] == [("boats", 3), ("more boats", 50)]
    assert found[0].unit
    assert names(nearest(HERE, what="2990102", person=None, quantity=4)) == ["more boats"]
    commit_stock(actor=officer, incident_id=incident.pk, stock_id=more.pk, quantity=50)
    assert names(nearest(HERE, what="2990102", person=None)) == ["boats"]
    assert rebuild.rebuild() == 0


def test_capabilities_are_all_needed_and_follow_the_register():
    both = make.team(region=DALAD, kind="WATER", name="both", base=(40.6, 109.8))
    ice = make.team(region=DALAD, kind="WATER", name="ice", base=(40.55, 109.8))
    make.team(region=DALAD, kind="WATER", name="neither", base=HERE)
    able(both, "ICE", "NIGHT")
    able(ice, "ICE")
    want = {"what": "WATER", "person": None}
    assert names(nearest(HERE, **want, capabilities=["ICE"])) == ["ice", "both"]
    assert names(nearest(HERE, **want, capabilities=["ICE", "NIGHT"])) == ["both"]
    moved(both, 40.51, 109.8)
    assert names(nearest(HERE, **want, capabilities=["ICE"])) == ["both", "ice"]
    able(ice)
    assert names(nearest(HERE, **want, capabilities=["ICE"])) == ["both"]
    assert Spot.objects.count() == 5
    assert rebuild.rebuild() == 0


def test_people_find_what_lies_in_their_territory_and_no_more():
    make.team(region=DALAD, kind="WATER", name="达旗", base=(40.51, 109.8))
    make.team(region=JUNGAR, kind="WATER", name="准旗", base=(40.52, 109.8))
    make.team(region=BAOTOU, kind="WATER", name="包头", base=(40.53, 109.8))

    def found_by(post, region):
        person = make.person(post, region)
        return names(nearest(HERE, what="WATER", person=person))

    assert found_by(Post.COMMANDER, REGION) == ["达旗", "准旗", "包头"]
    assert found_by(Post.LIAISON, ORDOS) == ["达旗", "准旗"]
    assert found_by(Post.DUTY_OFFICER, JUNGAR) == ["准旗"]
    assert found_by(Post.COMMANDER, BAOTOU) == ["包头"]
    assert found_by(Post.SYSTEM_ADMIN, ORDOS) == []
    assert found_by(None, ORDOS) == []
    liaison = client_of(make.person(Post.LIAISON, ORDOS))
    url = reverse("api-nearest")
    asked = {"lat": 40.5, "lon": 109.8, "what": "WATER", "cities": f"{BAOTOU},{ORDOS}"}
    assert [one["name"] for one in liaison.get(url, asked).json()] == ["达旗", "准旗"]
    for wrong in (
        {"lat": "nan"}, {"lat": "1e400"}, {"lon": 181}, {"what": "水"}, {"what": ""},
        {"quantity": 0}, {"cities": "110000"}, {"limit": 100000}, {"within_km": -1},
        {"capabilities": "a b"}, {"exercise": "x"}, {"what": "A\x00"},
    ):  # fmt: skip
        assert liaison.get(url, {**asked, **wrong}).status_code == 400, wrong


def test_the_table_follows_rows_that_run_no_python_and_a_rebuild_repairs_it():
    team = make.team(region=DALAD, kind="WATER", name="old name", base=(40.51, 109.8))
    stock = make.stock(region=DALAD, on_hand=10)
    with connection.cursor() as cursor:
        # As the worker of a replication writes: other triggers stay silent.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE resources_team SET name = 'new name'")
        cursor.execute("UPDATE resources_stock SET available = 0")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert names(nearest(HERE, what="WATER", person=None)) == ["new name"]
    assert not Spot.objects.get(thing=stock.pk).free
    assert rebuild.rebuild() == 0
    Spot.objects.filter(thing=team.pk).update(name="untrue")
    Spot.objects.filter(thing=stock.pk).delete()
    assert rebuild.rebuild() == 2
    assert rebuild.rebuild() == 0
    assert Team.objects.count() + Stock.objects.count() == Spot.objects.count()
