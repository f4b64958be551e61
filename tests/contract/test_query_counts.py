"""Lists cost as many queries for many things as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from incidents.actions import record_figure, share_incident, write_note
from incidents.imagery.actions import receive_image
from incidents.monitoring.actions import record_readings
from incidents.plotting.actions import draw_feature
from incidents.scene.actions import file_scene_report
from plans.actions import activate_plan
from resources.actions import commit_stock, commit_team, offer_resource
from tests import make
from tests.contract.paths import without_a_key
from tests.incidents.imagery.test_images import jpeg
from tests.incidents.imagery.test_images import told as picture_of
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.plans import made as plans
from tests.support.client import client_of
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db

HANGING = (
    "/api/incidents/{}/figures/",
    "/api/incidents/{}/notes/",
    "/api/incidents/{}/responses/",
    "/api/incidents/{}/proposals/",
    "/api/incidents/{}/images/",
    "/api/incidents/{}/features/",
    "/api/incidents/{}/features/inside/?lon=109.8&lat=40.5&metres=50000",
    "/api/requests/?incident={}",
    "/api/deployments/?incident={}",
    "/api/tasks/?incident={}",
    "/api/plans/activations/?incident={}",
    "/?incident={}",
    "/i/{}/",
    "/i/{}/timeline/",
    "/i/{}/tasks/",
    "/i/{}/forces/",
    "/i/{}/imagery/",
    "/i/{}/scene/",
    "/api/incidents/{}/scene-reports/",
    "/i/{}/plan/",
    "/i/{}/plot/",
)


def more(commander, incident, number):
    """Make another one of everything, and hang it on the first incident."""
    of = {"actor": commander, "incident_id": incident.pk}
    point = {"type": "Point", "coordinates": [109.795, 40.503]}
    draw_feature(**of, geometry=point, category="D10100", visibility="all")
    neighbour = make.incident(by=commander, title=f"Jam {number}")
    share_incident(
        actor=commander,
        incident_id=neighbour.pk,
        grantees=[BAOTOU],
        reason="x",
        until=None,
    )
    commit_team(**of, team_id=make.team(region=ORDOS).pk)
    commit_stock(**of, stock_id=make.stock(region=ORDOS).pk, quantity=2)
    make.request(incident, asked=[HOHHOT])
    offer_resource(
        actor=make.person(Post.COMMANDER, BAOTOU),
        incident_id=incident.pk,
        what="FLOOD",
        quantity=1,
        unit="",
        remark="",
    )
    record_figure(**of, key="trapped", value=number, unit="person", source="x")
    write_note(**of, category="note", text="x")
    file_scene_report(**of, text="x", hazards=[{"kind": "ice"}])
    receive_image(actor=commander, content=jpeg(number), **picture_of(incident))
    tasking.issued(incident, by=commander)
    activate_plan(**of, plan_id=plans.published(title=f"Plan {number}").pk)
    gauge = stage_at(station(ORDOS, code=f"S{number}"), warning=1.0)
    record_readings(actor=commander, readings=[(gauge.id, now(), 2.0)])


def counted(client, paths):
    """Return how many queries each path took.

    The first look may fill caches, and once a minute a look writes that the session is in use.
    """
    found = {}
    for path in paths:
        client.get(path)
        found[path] = min(looked(client, path), looked(client, path))
    return found


def looked(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code < 500
    return len(queries)


def test_no_list_asks_more_when_there_is_more():
    commander = make.person(Post.COMMANDER, ORDOS)
    incident = make.incident(by=commander)
    share_incident(
        actor=commander, incident_id=incident.pk, grantees=[BAOTOU], reason="x", until=None
    )
    client = client_of(commander)
    paths = [*without_a_key(), *(path.format(incident.pk) for path in HANGING)]
    paths = [path for path in paths if not path.startswith(("/people", "/audit", "/design"))]

    more(commander, incident, 1)
    more(commander, incident, 2)
    few = counted(client, paths)
    for number in range(3, 7):
        more(commander, incident, number)
    many = counted(client, paths)

    # The screen asks a little more once there is more of something than it shows.
    grown = {path: (few[path], many[path]) for path in paths if many[path] > few[path] + 2}
    assert grown == {}
    dear = {path: asked for path, asked in many.items() if asked > 80}
    assert dear == {}
