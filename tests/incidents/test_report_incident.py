"""Reporting an incident: the door, from every side."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.utils import translation

from command.core import journal
from command.core.errors import Invalid, NotPermitted
from command.core.models import Entry, Room
from incidents.models import Incident, IncidentState
from tests import make
from tests.make import Post
from tests.support.race import race

pytestmark = pytest.mark.django_db


def test_the_duty_officer_reports_and_the_room_tells_it():
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)

    incident = make.incident(by=officer)

    card = make.incident_card(incident)
    assert card.number == "EVT-150621-20270319-001"
    assert (card.status, card.grade, card.lead_authority) == ("reported", 3, "150600")
    assert (card.region, card.city, card.type_name_zh) == ("150621", "150600", "凌汛灾害")
    assert (card.lat, card.lon) == (40.503, 109.795)
    assert (card.joint, card.shared_with, card.responses, card.figures) == (False, [], {}, {})
    [entry] = journal.since(incident.room_id, 0)
    assert entry["kind"] == "incident.reported"
    assert entry["changed"] == {f"incident.{incident.id}": asdict(card)}
    assert entry["actor"]["id"] == str(officer.pk)


def test_the_sentence_speaks_both_languages():
    incident = make.incident()
    [entry] = journal.since(incident.room_id, 0)
    assert entry["says"]["en"] == (
        "Dalad Banner reports “昭君镇段卡冰结坝” (EVT-150621-20270319-001), "
        "grade: relatively serious"
    )
    assert "达拉特旗" in entry["says"]["zh-hans"]


def test_numbers_count_by_region_and_day():
    officer = make.person(Post.DUTY_OFFICER, make.ORDOS)
    numbers = [
        make.incident(by=officer).number,
        make.incident(by=officer).number,
        make.incident(by=officer, region="150622").number,
        make.incident(by=officer, occurred_at=make.later(days=1)).number,
    ]
    assert numbers == [
        "EVT-150621-20270319-001",
        "EVT-150621-20270319-002",
        "EVT-150622-20270319-001",
        "EVT-150621-20270320-001",
    ]


def test_another_authority_puts_its_code_into_the_number():
    officer = make.person(Post.DUTY_OFFICER, make.REGION)
    assert make.incident(by=officer).number == "EVT-150621-20270319-150000-001"


def test_the_day_of_the_number_is_that_of_china():
    midnight = make.JAMMED_AT - timedelta(hours=5, minutes=40)
    numbers = [
        make.incident(occurred_at=midnight - timedelta(seconds=1)).number,
        make.incident(occurred_at=midnight).number,
    ]
    assert numbers == ["EVT-150621-20270318-001", "EVT-150621-20270319-001"]


@pytest.mark.parametrize(
    ("post", "region"),
    [
        (Post.OBSERVER, make.DALAD),
        (Post.TEAM_MEMBER, make.DALAD),
        (Post.SYSTEM_ADMIN, make.REGION),
        (Post.DUTY_OFFICER, make.BAOTOU),
        (Post.COMMANDER, "150622"),
    ],
)
def test_others_may_not_and_nothing_changes(post, region):
    with pytest.raises(NotPermitted, match="may report an incident"):
        make.incident(by=make.person(post, region), region=make.DALAD)
    assert not Incident.objects.exists()
    assert not Room.objects.filter(kind=Room.Kind.INCIDENT).exists()


@pytest.mark.parametrize(
    "given",
    [
        {"title": "  "},
        {"event_type": "99999"},
        {"grade": 0},
        {"grade": 5},
        {"point": (90.1, 109.0)},
        {"point": (40.0, float("nan"))},
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_changes(given):
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    with pytest.raises(Invalid):
        make.incident(by=officer, **given)
    assert not Incident.objects.exists()
    assert not IncidentState.objects.exists()
    assert not Entry.objects.filter(kind="incident.reported").exists()


def test_a_region_that_is_not_there_is_refused():
    with pytest.raises(Invalid, match="no such region"):
        make.incident(by=make.person(Post.DUTY_OFFICER, make.REGION), region="159999")


def test_a_place_may_be_unknown():
    card = make.incident_card(make.incident(point=None, grade=None))
    assert (card.lat, card.lon, card.grade) == (None, None, None)
    with translation.override("en"):
        [entry] = journal.since(card.room, 0)
    assert entry["says"]["en"].endswith("grade: ungraded")


@pytest.mark.django_db(transaction=True)
def test_many_who_report_at_once_get_numbers_without_gaps():
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    made = race(lambda: make.incident(by=officer).number, times=6)
    assert sorted(made) == [f"EVT-150621-20270319-{n:03}" for n in range(1, 7)]
