"""States are the fold of changes; the database keeps what a row says about itself."""

from contextlib import contextmanager

import pytest
from django.contrib.gis.geos import Point
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction

from command.core import authority
from command.core.folding import FOLDS
from command.core.ids import new_id
from incidents import folds
from incidents.actions import (
    accept_command,
    activate_response,
    grade_incident,
    move_incident,
    offer_command,
    share_incident,
)
from incidents.imagery.models import Image
from incidents.lifecycle import Verb
from incidents.models import (
    Counter,
    Incident,
    IncidentChange,
    IncidentState,
    Note,
    Observation,
    ResponseChange,
    ResponseDecision,
    ResponseProposal,
    ResponseState,
)
from incidents.monitoring.models import (
    Alarm,
    AlarmState,
    Datastream,
    Reading,
    Station,
    StreamState,
)
from tests import make
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import Post

pytestmark = pytest.mark.django_db


@contextmanager
def acting(code=make.ORDOS):
    with transaction.atomic(), authority.acting_as(code):
        yield


def a_whole_life():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    region = make.person(Post.COMMANDER, make.REGION)
    key = {"incident_id": incident.pk}
    move_incident(actor=ordos, verb=Verb.HANDLE, reason="", **key)
    grade_incident(actor=ordos, grade=2, reason="决口", **key)
    share_incident(actor=ordos, grantees=[make.BAOTOU], reason="北岸", until=None, **key)
    offer_command(actor=ordos, to=make.REGION, reason="", **key)
    accept_command(actor=region, **key)
    for level in (4, 3):
        activate_response(
            actor=ordos,
            jurisdiction=make.ORDOS,
            level=level,
            matter="凌汛",
            measures="巡堤",
            expected_until=make.later(days=1),
            occurred_at=make.later(),
            **key,
        )
    return incident


def test_the_state_is_the_fold_of_the_changes():
    incident = a_whole_life()
    values, step = folds.INCIDENT.folded(incident)
    state = IncidentState.objects.get(pk=incident.pk)
    assert step == state.step == 6
    assert {name: getattr(state, name) for name in values} == values
    assert FOLDS["incidents.Incident"].rebuild() == 0
    assert FOLDS["incidents.Response"].rebuild() == 0


def test_a_state_that_was_spoilt_or_lost_is_made_again(capsys):
    incident = a_whole_life()
    before = make.incident_card(incident)
    IncidentState.objects.filter(pk=incident.pk).update(grade=4, lead_authority=make.HOHHOT)
    ResponseState.objects.filter(incident=incident).delete()
    call_command("rebuild_state")
    assert "incidents.Incident: 1 differed" in capsys.readouterr().out
    assert make.incident_card(incident) == before
    call_command("rebuild_state")
    assert "1 differed" not in capsys.readouterr().out


def header(**given):
    told = {
        "number": "EVT-1",
        "event_type_id": "11A05",
        "region_id": make.DALAD,
        "title": "x",
        "occurred_at": make.later(),
        "reported_at": make.later(),
        **given,
    }
    return Incident(**told)


def of_incident(model, **given):
    def build(incident):
        return model(incident=incident, occurred_at=make.later(), **given)

    return build


PROPOSED = {
    "jurisdiction_id": make.ORDOS,
    "level": 3,
    "matter": "x",
    "measures": "x",
    "expected_until": make.later(days=1),
}
FIGURE = {"key": "dead", "value": 1, "unit": "person", "source": "x"}


@pytest.mark.parametrize(
    ("rule", "build"),
    [
        ("number_once", lambda i: header(number=i.number, room_id="joint")),
        ("room_of_its_own", lambda i: header(room_id=i.room_id)),
        ("titled", lambda i: header(title="", room_id="joint")),
        ("step_once", of_incident(IncidentChange, step=1, kind="graded")),
        ("step_counts", of_incident(IncidentChange, step=0, kind="graded")),
        ("proposal_whole", of_incident(ResponseProposal, **{**PROPOSED, "level": 5})),
        ("proposal_whole", of_incident(ResponseProposal, **{**PROPOSED, "matter": ""})),
        (
            "in_time",
            of_incident(ResponseProposal, **{**PROPOSED, "expected_until": make.later()}),
        ),
        ("change_whole", of_incident(ResponseChange, **{**PROPOSED, "measures": ""}, step=1)),
        ("change_whole", of_incident(ResponseChange, jurisdiction_id=make.ORDOS, step=1)),
        ("grave_approved", of_incident(ResponseChange, **{**PROPOSED, "level": 2}, step=1)),
        ("key_known", of_incident(Observation, **{**FIGURE, "key": "ghosts"})),
        ("not_negative", of_incident(Observation, **{**FIGURE, "value": -1})),
        ("sourced", of_incident(Observation, **{**FIGURE, "source": ""})),
        ("category_known", of_incident(Note, category="gossip", text="x")),
        ("note_said", of_incident(Note, category="note", text="")),
    ],
)
def test_the_database_refuses_a_row_that_breaks(rule, build):
    incident = make.incident()
    with acting(), pytest.raises(IntegrityError, match=rule), transaction.atomic():
        build(incident).save(force_insert=True)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("status_known", {"status": "lost"}),
        ("grade_known", {"grade": 5}),
        ("offer_whole", {"command_offered_to": make.REGION}),
        ("offer_whole", {"command_offer_id": new_id()}),
    ],
)
def test_the_database_refuses_a_state_that_breaks(rule, values):
    incident = make.incident()
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        IncidentState.objects.filter(pk=incident.pk).update(**values)


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ("once", {"verdict": "approve"}),
        ("known", {"verdict": "maybe"}),
        ("return_has_reason", {"verdict": "return"}),
    ],
)
def test_a_proposal_is_decided_once_and_with_a_reason(rule, given):
    incident = make.incident()
    with acting():
        proposal = of_incident(ResponseProposal, **PROPOSED)(incident)
        proposal.save(force_insert=True)
        told = {"proposal": proposal, "occurred_at": make.later()}
        if rule == "once":
            ResponseDecision(verdict="approve", **told).save(force_insert=True)
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            ResponseDecision(**told, **given).save(force_insert=True)


def test_there_is_one_response_a_jurisdiction_and_one_counter_a_prefix():
    a_whole_life()
    response = ResponseState.objects.get()
    response.pk = new_id()
    with pytest.raises(IntegrityError, match="responsestate_one"), transaction.atomic():
        response.save(force_insert=True)
    with pytest.raises(IntegrityError, match="level_known"), transaction.atomic():
        ResponseState.objects.update(level=5)
    counter = Counter.objects.get()
    with pytest.raises(IntegrityError, match="one_per_prefix"), transaction.atomic():
        Counter.objects.create(origin=counter.origin, prefix=counter.prefix)


def a_reading(stream, **given):
    return Reading(**{"datastream": stream, "observed_at": make.later(), "value": 1.0, **given})


def an_alarm(stream, **given):
    told = {"cause": "threshold", "level": 3, "value": 1.0, "limit": 1.0}
    return Alarm(**{"datastream": stream, "raised_at": make.later(), **told, **given})


def a_stream(stream, **given):
    told = {"key": "Q", "name": "x", "unit": "m", "interval_s": 60}
    return Datastream(**{"station": stream.station, **told, **given})


@pytest.mark.parametrize(
    ("rule", "build"),
    [
        ("reading_finite", lambda s: a_reading(s, value=float("nan"))),
        ("reading_finite", lambda s: a_reading(s, value=float("inf"))),
        ("alarm_level_known", lambda s: an_alarm(s, level=5)),
        ("alarm_cause_known", lambda s: an_alarm(s, cause="mood")),
        ("lost_iff_no_value", lambda s: an_alarm(s, cause="lost")),
        ("lost_iff_no_value", lambda s: an_alarm(s, value=None)),
        ("stages_in_order", lambda s: a_stream(s, warning=2.0, guarantee=1.0)),
        ("limits_positive", lambda s: a_stream(s, interval_s=0)),
        ("limits_positive", lambda s: a_stream(s, rise_per_hour=-1.0)),
        ("key_once", lambda s: a_stream(s, key="stage")),
        ("code_once", lambda s: Station(code="ZJF", name_zh="x", point=Point(1, 1))),
        ("station_named", lambda s: Station(code="", name_zh="x", point=Point(1, 1))),
    ],
)
def test_the_database_refuses_a_measure_that_breaks(rule, build):
    stream = stage_at(station())
    with (
        acting(make.BAOTOU),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        build(stream).save(force_insert=True)


def test_a_reading_is_there_once_and_stages_are_known():
    stream = stage_at()
    with acting(make.BAOTOU):
        a_reading(stream).save(force_insert=True)
        with pytest.raises(IntegrityError, match=r"reading_.*pkey"), transaction.atomic():
            a_reading(stream).save(force_insert=True)
    with pytest.raises(IntegrityError, match="stage_known"), transaction.atomic():
        StreamState.objects.update(stage="tsunami")
    with acting(make.BAOTOU):
        alarm = an_alarm(stream)
        alarm.save(force_insert=True)
        told = {"alarm": alarm, "datastream": stream, "cause": "rate", "level": 2}
        for rule, status in [
            ("status_known", "forgotten"),
            ("acknowledged_is_dated", "acknowledged"),
        ]:
            with pytest.raises(IntegrityError, match=rule), transaction.atomic():
                AlarmState.objects.create(status=status, updated_at=make.later(), **told)


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ("bearing_on_compass", {"bearing_deg": 360}),
        ("kind_known", {"source_kind": "crystal_ball"}),
        ("image_sourced", {"source": ""}),
    ],
)
def test_the_database_refuses_a_picture_that_breaks(rule, given):
    incident = make.incident()
    told = {"source": "x", "source_kind": "phone", "taken_at": make.later(), **given}
    with acting(), pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Image(incident=incident, media_id=new_id(), **told).save(force_insert=True)


@pytest.mark.parametrize("model", [IncidentChange, Observation, Note, ResponseChange])
def test_what_was_inserted_is_never_changed_nor_deleted(model):
    incident = a_whole_life()
    with acting():
        of_incident(Note, category="note", text="x")(incident).save(force_insert=True)
        of_incident(Observation, **FIGURE)(incident).save(force_insert=True)
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            model.objects.filter(origin=make.ORDOS).update(occurred_at=make.later(days=1))
        with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
            model.objects.filter(origin=make.ORDOS).delete()
