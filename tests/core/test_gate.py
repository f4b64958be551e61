"""The gate of machines and phones: comings by the minute, counts by the day, both forgotten."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from command.core import authority, gate
from command.core.gate import Kind
from command.core.ids import new_id
from command.core.models import Coming, Tally
from incidents.monitoring.intake.models import IntakeRule
from incidents.monitoring.tasks import keep_days as keep_days_of_readings
from resources.tracking.models import TrackingLimit
from resources.tracking.tasks import keep_days as keep_days_of_tracks
from tests import make

pytestmark = pytest.mark.django_db


def test_comings_are_counted_anew_each_minute():
    assert [gate.come("device.a"), gate.come("device.a"), gate.come("device.b")] == [1, 2, 1]
    Coming.objects.filter(key="device.a").update(minute=now() - timedelta(minutes=2))
    assert gate.come("device.a") == 1


def test_strangers_of_one_line_are_counted_together():
    addresses = ["2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1", "192.0.2.7", "192.0.2.7"]
    assert [gate.stranger_comes(one) for one in [*addresses, None]] == [1, 2, 1, 1, 2, 1]


def test_what_came_is_summed_by_day_and_entrances_are_kept_apart():
    sender, subject = new_id(), new_id()
    kinds = {
        Kind(None, None, "taken"): 3,
        Kind(subject, None, "late"): 1,
        Kind(None, None, "x"): 0,
    }
    for entrance in ("readings", "readings", "positions"):
        gate.count_all(entrance, sender, kinds)
    gate.count_all("readings", None, {Kind(None, None, "taken"): 5})
    gate.count_all("readings", None, {})

    found = Tally.objects.values_list("entrance", "sender", "subject", "why", "count")
    assert set(found) == {
        ("readings", sender, None, "taken", 6),
        ("readings", sender, subject, "late", 2),
        ("positions", sender, None, "taken", 3),
        ("positions", sender, subject, "late", 1),
        ("readings", None, None, "taken", 5),
    }


@pytest.mark.parametrize(
    ("entrance", "rule", "code", "sweep"),
    [
        ("readings", IntakeRule, "tally_days", keep_days_of_readings),
        ("positions", TrackingLimit, "tally-days", keep_days_of_tracks),
    ],
    ids=["readings", "positions"],
)
def test_counts_are_dropped_when_the_rule_says_so(entrance, rule, code, sweep):
    with authority.acting_as(make.REGION):
        assert rule.objects.filter(code=code).update(value=10) == 1
    for name in ("readings", "positions"):
        for ago in (9, 11):
            gate.count_all(name, new_id(), {Kind(None, None, "taken"): 1})
            Tally.objects.filter(day=localdate()).update(day=localdate() - timedelta(days=ago))
    gate.come("line.old")
    Coming.objects.update(minute=now() - timedelta(hours=2))
    gate.come("line.new")

    sweep()

    # The other entrance has a rule of its own.
    assert Tally.objects.filter(entrance=entrance).count() == 1
    assert Tally.objects.count() == 3
    assert list(Coming.objects.values_list("key", flat=True)) == ["line.new"]
