"""The life of an alarm: seen, over, shelved, out of service, tied; through the API."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now

from command.core import authority
from command.core.errors import (
    BadTransition,
    Conflict,
    Invalid,
    NotPermitted,
    NotThere,
)
from command.core.folding import FOLDS
from command.core.ids import new_id
from incidents.monitoring import folds, selectors
from incidents.monitoring.actions import (
    acknowledge_alarm,
    disable_stream_rule,
    enable_stream_rule,
    shelve_alarm,
    tie_alarm,
    unshelve_alarm,
)
from incidents.monitoring.models import AlarmState
from incidents.monitoring.tasks import clear_shelves
from tests import make
from tests.incidents.monitoring.ringing import (
    ROOM,
    calm,
    kinds,
    officer,
    refused,
    ring,
    status,
)
from tests.incidents.monitoring.stations import stage_at, told
from tests.make import HOHHOT, ORDOS, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


def test_what_is_over_and_unseen_stays_listed_until_a_named_person_has_seen_it():
    stream, li, wang = stage_at(), officer(), officer()
    alarm = ring(stream)
    calm(stream)
    assert status(alarm) == "cleared_unacknowledged"
    [row] = selectors.alarm_list(li).rows
    assert (row.kind, row.state, row.unseen) == ("one", "cleared_unacknowledged", 1)
    assert (row.card.state_en, row.card.over_at is not None) == ("Over, not acknowledged", True)
    with refused(NotPermitted):
        acknowledge_alarm(actor=None, alarm_id=alarm.pk)
    acknowledge_alarm(actor=li, alarm_id=alarm.pk)
    assert status(alarm) == "cleared"
    assert selectors.alarm_list(li).rows == ()
    with refused(BadTransition, match=li.name, by=li.name):
        acknowledge_alarm(actor=wang, alarm_id=alarm.pk)
    # The same rule broken anew is an alarm of its own, and seen first and over then.
    again = ring(stream)
    acknowledge_alarm(actor=wang, alarm_id=again.pk)
    calm(stream)
    assert (status(again), again.group) == ("cleared", alarm.pk)
    calm(stream)
    assert kinds() == [
        "alarm.raised", "alarm.cleared", "alarm.acknowledged",
        "alarm.raised", "alarm.acknowledged", "alarm.cleared",
    ]  # fmt: skip


def test_the_shelf_has_a_reason_and_an_end_and_holds_back_what_follows(clocks):
    clocks.move_to(make.later())
    stream, li = stage_at(), officer()
    alarm = ring(stream)
    given = {"actor": li, "alarm_id": alarm.pk, "reason": "传感器检修"}
    for wrong in (
        {"reason": "  "},
        {"until": now()},
        {"until": now() + timedelta(hours=8, seconds=1)},
    ):
        with refused(Invalid):
            shelve_alarm(**{"until": now() + timedelta(hours=1), **given, **wrong})
    with refused(NotPermitted):
        shelve_alarm(
            **{**given, "actor": officer(post=Post.OBSERVER)}, until=make.later(hours=1)
        )
    with refused(NotThere):
        shelve_alarm(**{**given, "actor": officer(HOHHOT)}, until=make.later(hours=1))
    shelve_alarm(**given, until=make.later(hours=8))
    [card] = selectors.alarms_shelved(li)
    assert (card.shelved_by, card.reason) == (li.name, "传感器检修")
    assert selectors.alarm_list(li).rows == ()
    assert selectors.alarm_list(li).shelved == 1
    with refused(BadTransition):
        acknowledge_alarm(actor=li, alarm_id=alarm.pk)

    calm(stream)
    assert status(alarm) == "cleared"
    with refused(BadTransition):
        shelve_alarm(**given, until=make.later(hours=1))
    flapping = ring(stream)
    assert (status(flapping), kinds()[-1]) == ("shelved", "alarm.held")
    assert told(ROOM)[-1]["says"]["en"].startswith("Alarm held back (Shelved): Zhaojunfen")

    clocks.move_to(make.later(hours=8))
    assert (clear_shelves(), clear_shelves()) == (1, 0)
    assert (status(flapping), kinds()[-1]) == ("unacknowledged", "alarm.unshelved")
    assert ring(stage_at(stream.station, key="other")).state.status == "unacknowledged"
    shelve_alarm(**{**given, "alarm_id": flapping.pk}, until=make.later(hours=9))
    unshelve_alarm(actor=li, alarm_id=flapping.pk)
    assert status(flapping) == "unacknowledged"
    with refused(BadTransition):
        unshelve_alarm(actor=li, alarm_id=flapping.pk)


def test_a_rule_out_of_service_is_listed_and_its_alarms_are_written_and_silent():
    stream, li = stage_at(), officer()
    alarm = ring(stream)
    of = {"stream_id": stream.pk, "cause": "threshold", "level": 3}
    for actor, error in (
        (officer(post=Post.LIAISON), NotPermitted),
        (officer(HOHHOT), NotThere),
    ):
        with refused(error):
            disable_stream_rule(actor=actor, reason="坏了", **of)
    for wrong, error in (
        ({"reason": ""}, Invalid),
        ({"cause": "mood"}, Invalid),
        ({"rule_id": new_id()}, NotThere),
    ):
        with refused(error):
            disable_stream_rule(**{"actor": li, "reason": "坏了", **of, **wrong})
    row = disable_stream_rule(actor=li, reason="坏了", **of)
    assert (status(alarm), kinds()[-1]) == ("disabled", "alarm.disabled")
    [card] = selectors.rules_disabled(li)
    assert (card.reason, card.by, card.level) == ("坏了", li.name, 3)
    assert selectors.rules_disabled(officer(HOHHOT)) == []
    with refused(Conflict):
        disable_stream_rule(actor=li, reason="坏了", **of)
    calm(stream)
    later, other = ring(stream), ring(stream, level=2)
    assert [status(a) for a in (alarm, later, other)] == [
        "cleared",
        "disabled",
        "unacknowledged",
    ]
    assert selectors.alarm_list(li).disabled == 1
    enable_stream_rule(actor=li, disabling_id=row.pk, reason="修好了")
    assert (status(later), kinds()[-1]) == ("unacknowledged", "alarm.enabled")
    assert selectors.rules_disabled(li) == []
    with refused(BadTransition):
        enable_stream_rule(actor=li, disabling_id=row.pk, reason="修好了")


def test_alarms_of_old_end_as_they_did_and_are_ended_by_the_rules_of_now():
    stream = stage_at()
    old = ring(stream)
    AlarmState.objects.filter(pk=old.pk).update(rang_at=None)
    with transaction.atomic(), authority.acting_as(make.REGION):
        state = selectors.alarm_states().get(pk=old.pk)
        folds.ALARM.add(state, folds.CLEARED, actor=None, occurred_at=now())
    assert (status(old), FOLDS["monitoring.Alarm"].rebuild()) == ("cleared", 1)  # rang_at
    assert status(old) == "cleared"


def test_an_alarm_tied_to_an_incident_is_told_and_answered_there_as_well():
    wide = make.person(Post.DUTY_OFFICER, make.REGION)
    alarm, incident = ring(stage_at()), make.incident()
    there = make.person(Post.DUTY_OFFICER, incident.region_id)
    assert selectors.alarm_list(there).rows == ()
    with refused(NotThere):
        acknowledge_alarm(actor=there, alarm_id=alarm.pk)
    tie_alarm(actor=wide, alarm_id=alarm.pk, incident_id=incident.pk)
    assert selectors.alarm_list(there).unseen == 1
    acknowledge_alarm(actor=there, alarm_id=alarm.pk)
    assert [kinds()[-1], told(incident.room_id)[-1]["kind"]] == ["alarm.acknowledged"] * 2


def test_everything_about_alarms_through_the_api():
    li = officer()
    stream = stage_at()
    alarm = ring(stream)
    client = client_of(li)

    def call(name, body=None, **of):
        path = reverse(name, kwargs=of)
        if body is None:
            return client.get(path)
        return client.post(path, body, content_type="application/json")

    rows = call("api-alarm-rows").json()
    assert [row["card"]["id"] for row in rows["rows"]] == [str(alarm.pk)]
    assert call("api-alarm", alarm_id=alarm.pk).json()["group"] == str(alarm.pk)
    shelf = {"reason": "检修", "until": (now() + timedelta(hours=1)).isoformat()}
    assert call("api-alarm-shelve", shelf, alarm_id=alarm.pk).json()["state"] == "shelved"
    assert client.get(reverse("api-alarms")).json() == []
    assert len(client.get(reverse("api-alarms"), {"state": "shelved"}).json()) == 1
    assert call("api-alarm-unshelve", {}, alarm_id=alarm.pk).json()["state"] == "unacknowledged"
    span = {"start": make.later(days=-900).isoformat(), "end": "2199-01-01T00:00:00Z"}
    assert len(client.get(reverse("api-alarm-log"), span).json()) == 1
    [seen] = call("api-alarm-group-acknowledge", {}, group_id=alarm.pk).json()
    assert seen["acknowledged_by"] == li.name
    second = call("api-alarm-acknowledge", {}, alarm_id=alarm.pk)
    assert second.status_code == 409
    assert li.name in second.content.decode()
    off = {"stream_id": str(stream.pk), "cause": "threshold", "level": 3, "reason": "坏了"}
    row = call("api-disabled-rules", off).json()
    assert call("api-disabled-rules").json() == [row]
    back = call("api-disabled-rule-enable", {"reason": "好了"}, disabling_id=row["id"])
    assert back.status_code == 200
    assert call("api-disabled-rules").json() == []
    outsider = client_of(officer(ORDOS))
    assert outsider.get(reverse("api-alarm", kwargs={"alarm_id": alarm.pk})).status_code == 404
    assert outsider.get(reverse("api-alarm-rows")).json()["rows"] == []
