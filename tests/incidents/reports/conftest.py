"""The desks that a report passes, and an incident to report."""

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents.actions import record_figure
from tests import make
from tests.make import DALAD, ORDOS, REGION, Post


@pytest.fixture
def desk(db):
    """Staff the desks of Ordos and of the region."""
    return {
        "author": make.person(Post.DUTY_OFFICER, ORDOS, name="李慧"),
        "reviewer": make.person(Post.LIAISON, ORDOS),
        "signer": make.person(Post.COMMANDER, ORDOS),
        "region": make.person(Post.DUTY_OFFICER, REGION),
    }


@pytest.fixture
def jam(desk):
    """Report an incident of twenty minutes ago, with its first figures."""
    occurred = timezone.now() - timedelta(minutes=20)
    incident = make.incident(occurred_at=occurred, reported_at=occurred + timedelta(minutes=2))
    counted = {"actor": desk["author"], "incident_id": incident.pk, "unit": "person"}
    for key, value in (("dead", 0), ("missing", 0), ("threatened", 2874)):
        record_figure(**counted, key=key, value=value, source="达拉特旗应急局", region=DALAD)
    return incident
