"""Many needs at once are what they are one by one."""

from dataclasses import asdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from command.core import journal
from command.core.errors import Conflict, Invalid, NotPermitted
from resources.actions import request_resource, state_need, state_needs
from resources.actions.needs_at_once import Wanted
from resources.models import Need, ResourceRequest
from tests import make
from tests.resources.story import Post, cards, officer
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db

PUMP = "2990601"
WANTED = [
    Wanted(what="FIRE", quantity=2, needed_by=make.later(hours=2), remark="T-01"),
    Wanted(what=PUMP, quantity=6, capabilities=["PUMP_1000"], asked=make.BAOTOU),
    Wanted(what=PUMP, quantity=1, asked=make.BAOTOU),
]


def told(incident):
    """Return what was said of an incident's needs and requests, without the keys."""
    hidden = {"need_id", "request_id"}
    return sorted(
        (entry["kind"], entry["payload"].get("number", ""), str(said))
        for entry in journal.since(incident.room_id, 0)
        for said in [{k: v for k, v in entry["payload"].items() if k not in hidden}]
        if entry["kind"] in {"need.stated", "request.made", "room.shared"}
    )


def rows(incident):
    """Return the needs and requests of an incident, without keys and times of their own."""
    fields = ["number", "team_kind", "supply", "quantity", "unit", "capabilities", "place"]
    fields += ["needed_by", "origin"]
    needs = Need.objects.filter(incident=incident).order_by("number")
    requests = ResourceRequest.objects.filter(incident=incident).order_by("number")
    return [
        *needs.values_list(*fields, "remark", "priority"),
        *requests.values_list(*fields, "asked", "need__number", "state__status"),
    ]


def at_once(incident, wanted=WANTED, actor=None):
    return state_needs(
        actor=actor or officer(make.ORDOS),
        incident_id=incident.pk,
        wanted=wanted,
        place="K287+300",
    )


def test_at_once_is_recorded_what_is_one_by_one():
    one, other = make.incident(), make.incident()
    actor = officer(make.ORDOS)
    for each in WANTED:
        given = asdict(each)
        asked, remark = given.pop("asked"), given.pop("remark")
        given |= {"actor": actor, "incident_id": one.pk, "place": "K287+300"}
        need = state_need(**given, remark=remark)
        if asked:
            request_resource(**given, unit="", asked=[asked], need_id=need.pk)
    with whole_story(other.room_id, cards):
        at_once(other, actor=actor)
    assert told(one) == told(other)
    assert rows(one) == rows(other)


def test_many_take_no_more_queries_than_one():
    counts = []
    for wanted in (WANTED[2:], WANTED[2:] * 9):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            at_once(make.incident(), wanted)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_all_or_none():
    incident = make.incident()
    for wrong in ({"what": "no"}, {"quantity": 0}, {"capabilities": ["FLY"]}, {"asked": "x"}):
        with pytest.raises(Invalid):
            at_once(incident, [*WANTED, Wanted(**{"what": PUMP, "quantity": 1, **wrong})])
    with pytest.raises(NotPermitted):
        at_once(incident, actor=make.person(Post.OBSERVER, make.ORDOS))
    assert rows(incident) == []
    make.need(incident, number="NL-150600-02")
    with pytest.raises(Conflict):
        at_once(incident)
    assert Need.objects.count() == 1
    assert at_once(incident, []) == []
