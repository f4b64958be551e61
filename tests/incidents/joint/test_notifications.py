"""Telling the neighbours: receipts city by city, the clock, and the reminder."""

from datetime import timedelta

import pytest
import time_machine

from command.core.actions import load_rules
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from incidents.actions import grade_incident
from incidents.joint.actions import (
    acknowledge_notification,
    escalate_notification,
    log_notification_call,
    see_notification,
    waive_notification,
)
from incidents.joint.models import AddresseeState, Notification
from incidents.joint.selectors.notifications import (
    awaiting_acknowledgement,
    notification_of,
    notifications_of,
    reminder_of,
)
from incidents.joint.tasks import chase_notifications
from incidents.models import Incident
from tests import make
from tests.incidents.joint import made
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post
from tests.support.later import later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rules(db):
    load_rules(actor=None)


def receipts(notification):
    rows = AddresseeState.objects.filter(addressee__notification=notification)
    return dict(rows.values_list("addressee__to", "stage"))


def fresh(incident):
    return Incident.objects.select_related("state").get(pk=incident.pk)


def test_each_city_sees_and_signs_for_itself_and_the_garrison_is_called():
    liaison, incident = make.person(Post.LIAISON, ORDOS), make.incident(grade=2)
    notification = made.notification(liaison, incident)
    assert receipts(notification) == dict.fromkeys([*made.OTHERS, "garrison"], "sent")
    baotou, officer = made.commander(BAOTOU), make.person(Post.DUTY_OFFICER, BAOTOU)
    # It is told although the incident itself is not shared.
    assert [c.id for c in awaiting_acknowledgement(baotou)] == [str(notification.pk)]
    key = {"notification_id": notification.pk}
    see_notification(actor=officer, **key)
    see_notification(actor=officer, **key)
    acknowledge_notification(actor=baotou, **key, remark="已转九原区")
    with pytest.raises(Conflict):
        acknowledge_notification(actor=officer, **key)
    with pytest.raises(NotPermitted):
        acknowledge_notification(actor=make.person(Post.OBSERVER, HOHHOT), **key)
    with pytest.raises(NotPermitted):
        acknowledge_notification(actor=liaison, **key)
    with pytest.raises(NotPermitted):  # a superior does not sign in its name
        acknowledge_notification(actor=made.commander(make.REGION), **key, city=HOHHOT)
    called = {"to": "garrison", "spoken_to": "军分区作战值班室"}
    with pytest.raises(NotPermitted):
        log_notification_call(actor=baotou, **key, **called)
    log_notification_call(actor=liaison, **key, **called)

    assert receipts(notification) == {
        HOHHOT: "sent",
        BAOTOU: "acknowledged",
        ULANQAB: "sent",
        "garrison": "acknowledged",
    }
    card = notification_of(notification.pk, liaison)
    [of_baotou] = [one for one in card.receipts if one["to"] == BAOTOU]
    assert of_baotou["acknowledged_by"] == baotou.name
    assert awaiting_acknowledgement(baotou) == []
    # It is told where the incident is and where the city looks, with the same view.
    for room in (incident.room_id, f"city.{BAOTOU}"):
        told = Entry.objects.filter(room=room, kind__startswith="notification.").order_by("seq")
        assert [e.kind for e in told][:3] == [
            "notification.sent",
            "notification.seen",
            "notification.acknowledged",
        ]


def test_who_was_not_told_sees_nothing_of_it():
    incident = make.incident()
    notification = made.notification(made.commander(), incident, HOHHOT)
    outsider = made.commander(ULANQAB)
    with pytest.raises(NotThere):
        notification_of(notification.pk, outsider)
    with pytest.raises(NotThere):
        acknowledge_notification(actor=outsider, notification_id=notification.pk, city=HOHHOT)
    with pytest.raises(NotThere):
        notifications_of(incident.pk, made.commander(HOHHOT))  # told, and not let in
    assert notification_of(notification.pk, made.commander(HOHHOT)).number.startswith("TB-")
    assert not Entry.objects.filter(room=f"city.{ULANQAB}", kind="notification.sent").exists()


@pytest.mark.parametrize("cities", [["150621"], [ORDOS], ["x"], []])
def test_only_other_cities_and_the_garrison_are_notified(cities):
    incident, by = make.incident(), made.commander()
    with pytest.raises(Invalid):
        made.notify_neighbours(actor=by, incident_id=incident.pk, cities=cities, text="x")
    assert not Notification.objects.exists()


def test_who_does_not_sign_in_time_is_called_to_the_commander_once():
    incident = make.incident(grade=2)  # the rule: fifteen minutes
    commander = made.commander(BAOTOU)
    notification = made.notification(made.commander(), incident)
    acknowledge_notification(actor=made.commander(HOHHOT), notification_id=notification.pk)
    with later(minutes=14):
        assert chase_notifications() == 0
    with time_machine.travel(timedelta(hours=1)):
        assert chase_notifications() == 0, "a process whose own clock is wrong"
    with later(minutes=16):
        assert (
            chase_notifications() == 2
        )  # Baotou, Ulanqab; Hohhot signed, a garrison is called
        assert chase_notifications() == 0
    [entry] = Entry.objects.filter(room=commander.room, kind="notification.escalated")
    assert entry.payload["to"] == BAOTOU
    late = AddresseeState.objects.filter(escalated_at__isnull=False)
    assert set(late.values_list("addressee__to", flat=True)) == {BAOTOU, ULANQAB}
    # The door itself is idempotent, and signing late is still signing.
    for state in late:
        assert escalate_notification(actor=None, addressee_id=state.pk) is False
    acknowledge_notification(actor=commander, notification_id=notification.pk)
    assert receipts(notification)[BAOTOU] == "acknowledged"


def test_a_serious_incident_reminds_until_all_are_told_or_somebody_signs_why_not():
    by, incident = made.commander(), make.incident(grade=3)
    assert reminder_of(fresh(incident)) is None
    grade_incident(actor=by, incident_id=incident.pk, grade=2, reason="决口")
    reminder = reminder_of(fresh(incident))
    assert reminder is not None
    assert "六十二条" in reminder.basis
    made.notification(by, incident, HOHHOT, BAOTOU)
    assert reminder_of(fresh(incident)) is not None
    with pytest.raises(Invalid):
        waive_notification(actor=by, incident_id=incident.pk, reason=" ")
    waive_notification(actor=by, incident_id=incident.pk, reason="险情已解除")
    assert reminder_of(fresh(incident)) is None
    grade_incident(actor=by, incident_id=incident.pk, grade=1, reason="再次决口")
    assert reminder_of(fresh(incident)) is not None  # a graver grade asks anew
    made.notification(by, incident)
    assert reminder_of(fresh(incident)) is None
