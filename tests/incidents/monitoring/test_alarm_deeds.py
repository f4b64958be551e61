"""From an alarm to an incident, a warning or a plan in one step, everything filled in."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now

from command.core import journal
from command.core.errors import Conflict, NotPermitted, NotThere
from command.core.models import Entry
from incidents.models import Incident
from incidents.monitoring import folds
from incidents.monitoring.actions import record_readings, tie_alarm
from incidents.monitoring.meaning import meaning_of
from incidents.monitoring.models import AlarmChange, AlarmState, Datastream
from incidents.monitoring.selectors.cards import station_room
from tests import make
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import DALAD, HOHHOT, ORDOS, Post
from tests.plans import made as plans
from tests.support.client import client_of
from tests.support.once import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, made) as world:
        yield world


@pytest.fixture
def world(everything, db):
    return everything


def made():
    """Let the stage at Zhaojunfen in Dalad rise over the guaranteed one."""
    stream = stage_at(station(DALAD), warning=30.0, guarantee=40.0)
    record_readings(actor=None, readings=[(stream.id, now(), 41.5)])
    return {
        "stream": stream,
        "alarm": AlarmState.objects.get(level=1),
        "officer": make.person(Post.DUTY_OFFICER, ORDOS),
    }


def of(world):
    return f"alarm.{world['alarm'].pk}"


def test_an_incident_is_filled_in_saved_and_tied_in_one_step(world):
    client = client_of(world["officer"])
    page = client.get(
        reverse("incident-new"), {"of": of(world)}, HTTP_ACCEPT_LANGUAGE="zh-hans"
    )
    text = page.content.decode()
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', text))
    assert given["event_type"].startswith("11A")
    assert (given["region"], given["place"]) == (DALAD, "昭君坟")
    assert "昭君坟" in given["title"]
    assert "41.5" in given["source"]
    assert given["of"] == of(world)

    kept = ("key", "kind", "event_type", "place", "region", "lat", "lon", "title", "source")
    sent = {name: given[name] for name in (*kept, "of")}
    saved = client.post(reverse("incident-new"), sent)
    incident = Incident.objects.get()

    assert saved.url == reverse("incident", args=[incident.pk])
    assert incident.source == given["source"]
    state = AlarmState.objects.get(pk=world["alarm"].pk)
    assert (state.incident_id, state.status) == (incident.pk, "unacknowledged")
    assert folds.ALARM.folded(state.alarm)[0]["incident_id"] == incident.pk
    told = Entry.objects.filter(kind="alarm.tied").values_list("room", flat=True)
    assert set(told) == {incident.room_id, station_room(world["stream"].station)}
    # The same form sent twice is one incident; the alarm now leads to it.
    assert client.post(reverse("incident-new"), sent).url == saved.url
    assert Incident.objects.count() == 1
    deeds = client.get(reverse("alarm-deeds", args=[state.pk])).content.decode()
    assert incident.number in deeds
    assert f"{reverse('incident-new')}?of" not in deeds


def test_what_was_tied_once_is_not_tied_again_and_nothing_is_half_done(world):
    first = make.incident()
    tie_alarm(actor=world["officer"], alarm_id=world["alarm"].pk, incident_id=first.pk)
    client = client_of(world["officer"])
    form = {
        "event_type": "11A05",
        "kind": "x",
        "region": DALAD,
        "place": "昭君坟",
        "of": of(world),
    }

    answer = client.post(reverse("incident-new"), {**form, "key": str(uuid4())})

    assert answer.status_code == Conflict.status
    assert Incident.objects.count() == 1
    assert AlarmChange.objects.filter(kind="tied").count() == 1


def test_who_may_not_see_or_take_part_ties_nothing(world):
    incident = make.incident()
    told = {"alarm_id": world["alarm"].pk, "incident_id": incident.pk}
    outsider, onlooker = (
        make.person(Post.DUTY_OFFICER, HOHHOT),
        make.person(Post.OBSERVER, ORDOS),
    )

    with pytest.raises(NotThere):
        tie_alarm(actor=outsider, **told)
    with pytest.raises(NotPermitted):
        tie_alarm(actor=onlooker, **told)
    with pytest.raises(NotThere):
        tie_alarm(actor=world["officer"], **{**told, "incident_id": uuid4()})

    assert not AlarmChange.objects.exists()
    assert (
        client_of(outsider).get(reverse("alarm-deeds", args=[told["alarm_id"]])).status_code
        == 404
    )
    for name in ("incident-new", "warning-new"):
        for wrong in (of(world), "alarm.x", "nothing.1", f"alarm.{uuid4()}"):
            assert client_of(outsider).get(reverse(name), {"of": wrong}).status_code == 404
    page = client_of(onlooker).get(reverse("alarm-deeds", args=[told["alarm_id"]]))
    assert "?of=" not in page.content.decode()


def test_a_warning_is_filled_in(world):
    page = client_of(world["officer"]).get(reverse("warning-new"), {"of": of(world)})
    form = page.context["form"]
    assert form["event_type"].value().startswith("11A")
    assert (form["level"].value(), form["regions"].value()) == (1, [DALAD])
    assert "41.5" in form["matters"].value()
    assert form["advice"].value()
    assert form["certainty"].value() == "observed"


def test_plans_that_fit_are_offered_and_lead_on_after_saving(world):
    fits = meaning_of(
        Datastream.objects.get(pk=world["stream"].pk), world["alarm"].alarm.raised_at
    )
    plan = plans.published(title="黄河洪水应急预案", event_types=[fits.event_type])
    plans.published(title="火灾应急预案", event_types=["12G00"])
    client = client_of(world["officer"])
    text = client.get(reverse("alarm-deeds", args=[world["alarm"].pk])).content.decode()
    assert "火灾应急预案" not in text
    onward = f"{reverse('incident-new')}?of={of(world)}&amp;then=start.{plan.pk}"
    assert onward in text

    form = {"event_type": fits.event_type, "kind": "x", "region": DALAD, "place": "昭君坟"}
    form |= {"of": of(world), "then": f"start.{plan.pk}", "key": str(uuid4())}
    saved = client.post(reverse("incident-new"), form)
    incident = Incident.objects.get()
    assert saved.url == reverse("plan-activate", args=[plan.pk, incident.pk])
    # Now that there is an incident the look at the start is one step away.
    text = client.get(reverse("alarm-deeds", args=[world["alarm"].pk])).content.decode()
    assert saved.url in text


def test_the_log_has_every_alarm_and_goes_on_where_a_page_ended(world):
    client = client_of(world["officer"])

    def logged(**query):
        text = client.get(reverse("alarm-log"), query).content.decode()
        return re.findall(r"/m/alarms/([0-9a-f-]{36})/deeds/", text)

    raised = sorted(map(str, AlarmState.objects.values_list("pk", flat=True)), reverse=True)
    assert len(raised) == 2
    assert logged() == raised
    assert logged(before=raised[0]) == raised[1:]
    assert client.get(reverse("alarm-log"), {"before": "x"}).status_code == 404
    assert journal.first_break(station_room(world["stream"].station)) is None
