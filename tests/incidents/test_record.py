"""Figures and the event chronicle."""

from decimal import Decimal

import pytest

from command.core.errors import Invalid, NotPermitted
from incidents.actions import record_figure, share_incident, write_note
from incidents.models import Note, Observation
from incidents.selectors import totals
from tests import make
from tests.incidents.fresh import fetcher
from tests.make import Post
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def count(actor, incident, key, value, *, hours=0, region=None, source="现场", unit="person"):
    return record_figure(
        actor=actor,
        incident_id=incident.pk,
        key=key,
        value=value,
        unit=unit,
        source=source,
        region=region,
        observed_at=make.later(hours=hours),
    )


def values(incident):
    return {key: figure["value"] for key, figure in totals(incident.pk).items()}


def test_a_figure_is_recorded_with_its_source_and_the_journal_tells_it():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        count(officer, incident, "moved", 1960, hours=4, region=make.DALAD, source="旗公安局")

    assert [e["kind"] for e in entries] == ["figure.recorded"]
    assert (
        entries[0]["says"]["en"] == "Dalad Banner · evacuated: 1,960 people (source: 旗公安局)"
    )
    assert make.incident_card(incident).figures == {
        "moved": {
            "value": 1960,
            "unit": "person",
            "source": "旗公安局",
            "at": make.later(hours=4).isoformat(),
        }
    }


def test_the_latest_of_each_region_counts_and_regions_are_added_up():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.REGION)
    count(officer, incident, "moved", 1960, hours=4, region=make.DALAD)
    count(officer, incident, "moved", 2874, hours=6, region=make.DALAD)
    count(officer, incident, "moved", 620, hours=5, region="150207")
    assert values(incident) == {"moved": 3494}


def test_what_is_seen_late_does_not_count_over_what_came_after_it():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    count(officer, incident, "moved", 2874, hours=6, region=make.DALAD)
    count(officer, incident, "moved", 1960, hours=4, region=make.DALAD)
    assert values(incident) == {"moved": 2874}


def test_a_figure_for_the_whole_stands_until_a_part_is_counted_anew():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    count(officer, incident, "slight", 2, hours=1, region=make.DALAD)
    count(officer, incident, "slight", 3, hours=2)
    assert values(incident) == {"slight": 3}
    count(officer, incident, "slight", 4, hours=3, region=make.DALAD)
    assert values(incident) == {"slight": 4}


def test_what_is_not_additive_is_never_added_up():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.REGION)
    count(officer, incident, "breach_m", 35, hours=4, region=make.DALAD, unit="m")
    count(officer, incident, "breach_m", 12, hours=22, region="150207", unit="m")
    assert values(incident) == {"breach_m": 12}


def test_sources_that_contradict_each_other_are_both_kept():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    count(officer, incident, "trapped", 41, hours=4, source="村委会")
    count(officer, incident, "trapped", 38, hours=4, source="公安")
    assert Observation.objects.count() == 2
    assert totals(incident.pk)["trapped"]["source"] == "公安"


def test_fractions_stay_exact():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    count(officer, incident, "inundated_km2", Decimal("12.4"), unit="km2")
    count(officer, incident, "direct_loss_cny", 96_000_000, unit="CNY")
    assert values(incident) == {"inundated_km2": 12.4, "direct_loss_cny": 96_000_000}


def test_a_city_that_takes_part_records_its_own():
    incident = make.incident()
    baotou = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    share_incident(
        actor=make.person(Post.LIAISON, make.ORDOS),
        incident_id=incident.pk,
        grantees=[make.BAOTOU],
        reason="北岸",
        until=None,
    )
    figure = count(baotou, incident, "moved", 620, region="150207")
    assert figure.origin == make.BAOTOU


@pytest.mark.parametrize(
    "given",
    [
        {"key": "ghosts"},
        {"unit": "km2"},
        {"value": -1},
        {"value": float("nan")},
        {"value": 1e13},
        {"source": " "},
        {"region": "159999"},
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_changes(given):
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    with pytest.raises(Invalid):
        count(officer, incident, **{"key": "moved", "value": 1, **given})
    assert not Observation.objects.exists()


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.TEAM_MEMBER])
def test_others_record_nothing(post):
    incident = make.incident()
    bystander = make.person(post, make.DALAD)
    with pytest.raises(NotPermitted):
        count(bystander, incident, "moved", 1)
    with pytest.raises(NotPermitted):
        write_note(actor=bystander, incident_id=incident.pk, category="note", text="x")
    assert not Observation.objects.exists()
    assert not Note.objects.exists()


def test_the_chronicle_takes_a_line_and_the_journal_tells_it():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD, name="王海")

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        write_note(
            actor=officer,
            incident_id=incident.pk,
            category="notification",
            text=" 已通报包头市 ",
            occurred_at=make.later(hours=1),
        )

    [entry] = entries
    assert entry["says"]["en"] == "Notification: 已通报包头市"
    [note] = [v for ref, v in entry["changed"].items() if ref.startswith("note.")]
    assert (note["author"], note["text"]) == ("王海", "已通报包头市")
    assert note["at"] == make.later(hours=1).isoformat()


@pytest.mark.parametrize("given", [{"category": "gossip"}, {"text": "  "}])
def test_a_line_that_says_nothing_is_refused(given):
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    told = {"category": "note", "text": "x", **given}
    with pytest.raises(Invalid):
        write_note(actor=officer, incident_id=incident.pk, **told)
    assert not Note.objects.exists()
