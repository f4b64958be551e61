"""Figures and states of incidents."""

from incidents import selectors
from incidents.actions import record_figure
from incidents.models import IncidentState
from tests import make
from tests.test_worlds_apart import drilled, exercise  # noqa: F401  a fixture


def state_of(incident):
    return IncidentState.objects.get(pk=incident.pk)


def count(incident, key, value, source, by, at=None, region=None):
    return record_figure(
        actor=by,
        incident_id=incident.pk,
        key=key,
        value=value,
        unit=selectors.figures.FIGURES[key].unit,
        source=source,
        region=region,
        observed_at=at or make.later(hours=1),
    )
