"""Alarms that ring and stop, for the tests of this room."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from incidents.monitoring.actions.tell import Finding, tell_findings
from incidents.monitoring.models import AlarmChange, AlarmState
from incidents.monitoring.rules import Outcome
from tests import make
from tests.incidents.monitoring.stations import told
from tests.make import BAOTOU, Post

CAUSES = {1: "threshold", 2: "rate", 3: "threshold", 4: "lost"}
ROOM = "city.150200"


def finding(stream, at, level=3, *, broken=True, cause_key="", value=12.0):
    lost = CAUSES[level] == "lost" and broken
    return Finding(
        stream,
        at,
        Outcome(
            (CAUSES[level], level),
            broken,
            None if lost else value,
            None if lost else 10.0,
            cause_key=cause_key,
        ),
    )


def tell(*findings):
    with transaction.atomic(), authority.acting_as(make.REGION):
        return tell_findings(
            list(findings), {f.stream.id: f.stream for f in findings}, None, None
        )


def ring(stream, level=3, at=None, **given):
    [alarm] = tell(finding(stream, at or now(), level, **given))
    return alarm


def calm(stream, level=3, at=None):
    tell(finding(stream, at or now(), level, broken=False, value=9.0))


def status(alarm):
    return AlarmState.objects.get(pk=alarm.pk).status


def kinds():
    return [entry["kind"] for entry in told(ROOM)]


def officer(region=BAOTOU, post=Post.DUTY_OFFICER):
    return make.person(post, region)


@contextmanager
def refused(error, match=None, **detail):
    """Assert that the block is refused, and that nothing was written."""
    before = AlarmChange.objects.count(), len(told(ROOM))
    with pytest.raises(error, match=match) as caught:
        yield
    assert (AlarmChange.objects.count(), len(told(ROOM))) == before
    for name, value in detail.items():
        assert caught.value.detail[name] == value
