"""Who sees what: one of everything in one city, and what each kind of person is shown of it.

Every page and every list that can be asked for without a key is asked for, found in the
table of paths: a new one is looked at without being entered here.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.timezone import now

from command.core.models import Share
from incidents.actions import (
    activate_response,
    offer_command,
    propose_response,
    record_figure,
    share_incident,
    write_note,
)
from incidents.cameras.actions import share_camera
from incidents.imagery.actions import receive_image
from incidents.joint.actions import record_decision
from incidents.messaging.actions import give_instruction, log_call, send_message
from incidents.monitoring.actions import record_readings
from incidents.monitoring.models import AlarmState
from incidents.plotting.actions import draw_feature
from incidents.scene.actions import file_scene_report
from plans.actions import activate_plan
from resources.actions import commit_asset, commit_stock, commit_team, offer_resource
from tests import make
from tests.incidents.cameras.made import camera
from tests.incidents.imagery.test_images import jpeg
from tests.incidents.imagery.test_images import told as picture_of
from tests.incidents.joint import made as joint
from tests.incidents.monitoring.stations import stage_at, station
from tests.incidents.warnings import made as warnings
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, ULANQAB, Post
from tests.plans import made as plans
from tests.support.client import client_of
from tests.support.once import made_once
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db

JUNGAR = "150622"
# Words that stand in what the incident's people write, and nowhere else.
SECRET = "只有现场知道"
# The parts of an incident's room that show what it holds.
OF_AN_IMAGE = ("image", "image-tile", "api-image-marks", "api-image-releases")
TABS = ("timeline", "tasks", "forces", "imagery", "scene", "scene-panel", "plan", "file")
# What is shown to whom is told elsewhere, or is the machine's own.
NOT_LOOKED_AT = {
    "login", "logout", "sign-in-code", "demo-code", "schema", "api-docs",
    "api-plan-schema",
}  # fmt: skip


@pytest.fixture(scope="module")
def all_of_it(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, made) as world:
        yield world


@pytest.fixture
def world(all_of_it, db):
    return dict(all_of_it)


def made():
    """Make one of everything in Ordos; return the keys of what outsiders must not see."""
    commander = make.person(Post.COMMANDER, ORDOS, name=f"{SECRET}指挥长")
    incident = make.incident(by=commander, title=f"{SECRET}险情", place=SECRET)
    of = {"actor": commander, "incident_id": incident.pk}
    measure = {
        "jurisdiction": ORDOS,
        "matter": SECRET,
        "measures": SECRET,
        "expected_until": now() + timedelta(days=2),
    }
    activate_response(**of, level=3, **measure)
    proposal = propose_response(**of, level=2, **measure)
    figure = record_figure(**of, key="trapped", value=7, unit="person", source=SECRET)
    note = write_note(**of, category="note", text=SECRET)
    image = receive_image(
        actor=commander, content=jpeg(), **picture_of(incident, caption=SECRET)
    )
    drawn = draw_feature(
        **of,
        geometry={"type": "Point", "coordinates": [109.795, 40.503]},
        category="D10100",
        label=SECRET,
    )
    share_incident(**of, grantees=[HOHHOT], reason=SECRET, until=None)
    # Baotou saw it, until a moment ago.
    share_incident(**of, grantees=[BAOTOU], reason=SECRET, until=now() + timedelta(hours=1))
    offer_command(**of, to=HOHHOT, reason=SECRET)
    team, stock = make.team(region=ORDOS, name=SECRET), make.stock(region=ORDOS, depot=SECRET)
    out = commit_team(**of, team_id=team.pk)
    given = commit_stock(**of, stock_id=stock.pk, quantity=2)
    truck = make.asset(region=ORDOS, name=SECRET)
    sent = commit_asset(**of, asset_id=truck.pk)
    need = make.need(incident, place=SECRET)
    request = make.request(incident, asked=[HOHHOT], place=SECRET)
    offer = offer_resource(
        actor=make.person(Post.COMMANDER, HOHHOT),
        incident_id=incident.pk,
        what="FLOOD",
        quantity=1,
        unit="",
        remark=SECRET,
    )
    task = tasking.issued(incident, by=commander)
    # What was said in the incident, and what a leader wrote about it.
    desk = [f"duty:duty_officer@{ORDOS}"]
    said = {**of, "kind": "order", "recipients": desk, "text": SECRET}
    order = send_message(**said, read_back=True)
    send_message(**{**said, "incident_id": None})
    instruction = give_instruction(**of, text=SECRET)
    call = log_call(**of, content=SECRET, name=SECRET)
    draft = plans.draft(title="起草中的预案")
    activation = activate_plan(
        actor=commander,
        plan_id=plans.published(title="公开的预案").pk,
        incident_id=incident.pk,
    )
    warning = warnings.warning(
        by=commander, level=1, regions=[DALAD], matters=SECRET, advice=SECRET,
        incident_id=incident.pk,
    )  # fmt: skip
    gauge = stage_at(station(ORDOS), warning=1.0)
    record_readings(actor=commander, readings=[(gauge.id, now(), 2.0)], incident_id=incident.pk)
    alarm = AlarmState.objects.get()
    eye = camera(by=commander, region=ORDOS, name=SECRET, place=SECRET)
    share_camera(**of, camera_id=eye.pk)
    operation = joint.operation(commander, incident, members=[HOHHOT], name=SECRET)
    notification = joint.notification(commander, incident, HOHHOT, text=SECRET)
    consultation = joint.consultation(commander, incident, topic=SECRET, situation=SECRET)
    decision = record_decision(**of, decided=SECRET, basis_refs=[f"figure.{figure.pk}"])
    return {
        "incident": incident,
        "proposal": proposal,
        "figure": figure,
        "note": note,
        "image": image,
        "report": file_scene_report(**of, text=SECRET, road="blocked"),
        "feature": drawn.feature,
        "team": team,
        "stock": stock,
        "team-out": out,
        "stock-out": given,
        "asset": truck,
        "asset-out": sent,
        "need": need,
        "request": request,
        "offer": offer,
        "task": task.task,
        "order": order,
        "instruction": instruction,
        "call": call,
        "plan": draft,
        "activation": activation,
        "stream": gauge,
        "station": gauge.station,
        "camera": eye,
        "alarm": alarm.alarm,
        "warning": warning,
        "obligation": warning.obligations.get(),
        "operation": operation,
        "notification": notification,
        "consultation": consultation,
        "decision": decision,
    }


@pytest.fixture
def later(world, time_machine):
    """Let the share with Baotou run out."""
    time_machine.move_to(now() + timedelta(minutes=61), tick=True)


def expired():
    person = make.person(region=ORDOS)
    duty = make.duty(
        person, post=Post.COMMANDER, region=ORDOS, ends_at=now() + timedelta(minutes=1)
    )
    assert duty.ends_at
    return person


def coming():
    person = make.person(region=ORDOS)
    make.duty(person, post=Post.COMMANDER, region=ORDOS, starts_at=now() + timedelta(hours=3))
    return person


OUTSIDERS = {
    "a commander of another city": lambda: make.person(Post.COMMANDER, ULANQAB),
    "a resource officer of another city": lambda: make.person(Post.RESOURCE_OFFICER, ULANQAB),
    "a commander of a city whose share has expired": lambda: make.person(
        Post.COMMANDER, BAOTOU
    ),
    "a duty officer of another banner": lambda: make.person(Post.DUTY_OFFICER, JUNGAR),
    "an observer of a banner of the city it is shared with": lambda: make.person(
        Post.OBSERVER, "150102"
    ),
    "a system administrator": lambda: make.person(Post.SYSTEM_ADMIN, ORDOS),
    "a security administrator": lambda: make.person(Post.SECURITY_ADMIN, ORDOS),
    "an audit administrator": lambda: make.person(Post.AUDIT_ADMIN, ORDOS),
    "somebody without a duty": lambda: make.person(region=ORDOS),
    "somebody whose duty has ended": expired,
    "somebody whose duty has not begun": coming,
}
# Whoever runs the system sees the people of the authority and what they did in it.
# A draft of a plan is shown within its city, to the banners too.
SEES_DRAFTS = {"a duty officer of another banner"}
SEES_NAMES = {"a system administrator", "a security administrator", "an audit administrator"}


def without_a_key(patterns=None, prefix=""):
    """Yield the paths that take no key, by the table of paths."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from without_a_key(each.url_patterns, path)
        elif (
            isinstance(each, URLPattern) and "<" not in path and each.name not in NOT_LOOKED_AT
        ):
            yield f"/{path}"


def with_the_key(world):
    """Return the paths of single things and of what hangs on the incident."""
    incident = world["incident"]
    one = {"incident_id": incident.pk}
    room = {"room": incident.room_id}
    return [
        reverse("api-incident", kwargs=one),
        reverse("api-incident-figures", kwargs=one),
        reverse("api-incident-notes", kwargs=one),
        reverse("api-incident-responses", kwargs=one),
        reverse("api-incident-proposals", kwargs=one),
        reverse("api-incident-images", kwargs=one),
        reverse("incident", kwargs=one),
        reverse("incident-standing", kwargs=one),
        reverse("api-incident-related", kwargs=one),
        reverse("api-incident-figures-standing", kwargs=one),
        reverse("api-incident-grade-suggestion", kwargs=one),
        reverse("incident-plot", kwargs=one),
        reverse("incident-plot-list", kwargs=one),
        reverse("api-incident-features", kwargs=one),
        reverse("api-incident-features-removed", kwargs=one),
        f"{reverse('api-incident-features-inside', kwargs=one)}?lon=109.8&lat=40.5&metres=9000",
        reverse("api-feature", kwargs={"feature_id": world["feature"].pk}),
        reverse("api-feature-versions", kwargs={"feature_id": world["feature"].pk}),
        *(reverse(f"incident-{tab}", kwargs=one) for tab in TABS),
        reverse("incident-paper", args=[incident.pk, "after-action", "json"]),
        *(reverse(f"api-closing{part}", kwargs=one) for part in ("", "-open", "-lessons")),
        reverse("api-image", kwargs={"image_id": world["image"].pk}),
        reverse("media", kwargs={"sha256": world["image"].media.sha256}),
        *(reverse(name, args=[world["camera"].pk]) for name in OF_A_CAMERA),
        reverse("incident-cameras", kwargs=one),
        *(reverse(name, args=[world["image"].pk]) for name in OF_AN_IMAGE),
        reverse("api-incident-scene-reports", kwargs=one),
        reverse("api-scene-report", kwargs={"report_id": world["report"].pk}),
        reverse("api-team", kwargs={"team_id": world["team"].pk}),
        reverse("api-stock", kwargs={"stock_id": world["stock"].pk}),
        reverse("api-asset", kwargs={"asset_id": world["asset"].pk}),
        reverse("api-deployment", kwargs={"deployment_id": world["asset-out"].pk}),
        reverse("api-need", kwargs={"need_id": world["need"].pk}),
        reverse("api-request", kwargs={"request_id": world["request"].pk}),
        reverse("api-deployment", kwargs={"deployment_id": world["team-out"].pk}),
        reverse("api-deployment", kwargs={"deployment_id": world["stock-out"].pk}),
        reverse("api-task", kwargs={"task_id": world["task"].pk}),
        reverse("api-task-recipients", kwargs={"task_id": world["task"].pk}),
        reverse("api-message", kwargs={"message_id": world["order"].pk}),
        reverse("message", kwargs={"message_id": world["order"].pk}),
        reverse("api-instruction", kwargs={"instruction_id": world["instruction"].pk}),
        reverse("call", kwargs={"call_id": world["call"].pk}),
        reverse("incident-messages", kwargs=one),
        reverse("api-room-entries", kwargs=room),
        *(reverse(name, args=[world["warning"].pk]) for name in OF_A_WARNING),
        reverse("incident-warnings", kwargs=one),
        reverse("incident-warnings-panel", kwargs={**one, "part": "duties"}),
        reverse("api-incident-warnings", kwargs=one),
        f"{reverse('api-plan-activations')}?incident={incident.pk}",
        reverse("api-alarm", kwargs={"alarm_id": world["alarm"].pk}),
        *of_joint(world),
        *(drafts_of(world) if "plan" in world else []),
    ]


def of_joint(world):
    """Return the paths of what the authorities did together in the incident."""
    key = world["incident"].pk
    held, decided = world["consultation"].pk, world["decision"].pk
    return [
        *(
            reverse(f"api-incident-{name}", args=[key])
            for name in ("operations", "notifications", "consultations", "decisions")
        ),
        *(
            reverse(f"api-{name}", args=[world[name].pk])
            for name in ("operation", "notification", "consultation", "decision")
        ),
        reverse("incident-joint", args=[key]),
        reverse("incident-joint-panel", args=[key, "decisions"]),
        reverse("consultation", args=[key, held]),
        reverse("decision", args=[key, decided]),
        reverse("consultation-minutes", args=[key, held, "json"]),
    ]


OF_A_WARNING = (
    "warning", "warning-panel", "api-warning", "api-warning-versions", "api-warning-cap",
    "api-warning-cncap",
)  # fmt: skip


OF_A_CAMERA = ("camera", "camera-facts", "api-camera")


def drafts_of(world):
    """Return the paths of the plan that is being drafted."""
    ways = ("api-plan", "api-plan-yaml", "plan-yaml")
    return [reverse(name, kwargs={"plan_id": world["plan"].pk}) for name in ways]


def narrowed(world):
    """Return lists and panels that are asked about the incident by its key."""
    key = world["incident"].pk
    return [
        f"/?incident={key}",
        *(f"/board/{name}/?incident={key}" for name in ("peek", "incidents", "decisions")),
        f"/api/needs/?incident={key}",
        f"/api/requests/?incident={key}",
        f"/api/deployments/?incident={key}",
        f"/api/tasks/?incident={key}",
        f"/api/messages/?incident={key}",
        f"/c/thread/?at=incident:{key}",
        f"/api/log/?incident={key}",
        "/sta/v1.1/Things?$expand=Datastreams($expand=Observations)",
        "/sta/v1.1/Observations?$expand=Datastream,FeatureOfInterest",
    ]


def shown(client, path):
    answer = client.get(path)
    assert answer.status_code < 500, (path, answer.status_code)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content.decode(errors="replace")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_are_shown_nothing_of_it(who, world, request):
    person = OUTSIDERS[who]()
    request.getfixturevalue("later")
    client = client_of(person)
    if who in SEES_DRAFTS:
        del world["plan"]
    keys = {name: str(thing.pk) for name, thing in world.items()}

    for path in with_the_key(world):
        status, text = shown(client, path)
        assert status in {302, 403, 404}, path
        assert SECRET not in text, path
    for path in [*without_a_key(), *narrowed(world)]:
        _status, text = shown(client, path)
        asked = world["incident"].pk
        if path == "/audit/chains/":
            continue  # An auditor proves the journals of the city whole, and reads none.
        leaks = [n for n, key in keys.items() if key in text.replace(f"incident={asked}", "")]
        assert not leaks, (path, leaks)
        assert SECRET not in text or who in SEES_NAMES, path


INSIDERS = {
    "an observer of the city": lambda: make.person(Post.OBSERVER, ORDOS),
    "an observer of the banner": lambda: make.person(Post.OBSERVER, DALAD),
    "an observer of the region": lambda: make.person(Post.OBSERVER, REGION),
}


@pytest.mark.parametrize("who", INSIDERS)
def test_those_of_the_place_are_shown_all_of_it(who, world):
    client = client_of(INSIDERS[who]())
    for path in with_the_key(world):
        assert shown(client, path)[0] == 200, path


def test_a_city_that_it_is_shared_with_sees_the_incident_and_what_serves_it(world):
    client = client_of(make.person(Post.OBSERVER, HOHHOT))
    for path in with_the_key(world):
        assert shown(client, path)[0] == (404 if path in drafts_of(world) else 200), path


def test_a_post_over_one_incident_shows_that_incident_and_no_other(world):
    other = make.incident(title="另一险情")
    person = make.person(region=ULANQAB)
    make.duty(person, post=Post.LIAISON, room=world["incident"].room_id)
    client = client_of(person)

    assert shown(client, reverse("api-incident", args=[world["incident"].pk]))[0] == 200
    assert shown(client, reverse("api-incident", args=[other.pk]))[0] == 404
    _status, text = shown(client, reverse("api-incidents"))
    assert (str(world["incident"].pk) in text, str(other.pk) in text) == (True, False)


def test_without_a_session_there_is_nothing_at_all(world):
    for path in [*with_the_key(world), *without_a_key(), *narrowed(world)]:
        status, text = shown(Client(), path)
        assert SECRET not in text, path
        assert status in {301, 302, 400, 401, 403, 404, 405} or path.endswith(
            ("language/", "static/", "worker.js", "m0/manifest.webmanifest")
        ), (path, status)


def test_an_expired_share_is_dead_without_anybody_telling_it(world, request):
    person = make.person(Post.OBSERVER, BAOTOU)
    client = client_of(person)
    path = reverse("api-incident", args=[world["incident"].pk])
    assert shown(client, path)[0] == 200
    request.getfixturevalue("later")
    assert shown(client_of(person), path)[0] == 404
    assert Share.objects.filter(grantee=BAOTOU, end_told_at__isnull=True).exists()
