"""What resources hold open when an incident is to be closed."""

from collections.abc import Iterator

from django.utils.translation import pgettext_lazy

from incidents.closing import words
from incidents.closing.checks import SHOWN, OpenItem, enter
from incidents.models import Incident
from resources.lifecycle import ENDED, ENDED_REQUESTS, DeploymentStatus
from resources.models import DeploymentState, RequestState


def forces(incident: Incident) -> Iterator[OpenItem]:
    """Yield deployments that are not home again, and requests that are still open."""
    away = DeploymentState.objects.filter(deployment__incident=incident)
    away = away.exclude(status__in=ENDED).select_related(
        "deployment__team", "deployment__asset"
    )
    asked = RequestState.objects.filter(request__incident=incident)
    asked = asked.exclude(status__in=ENDED_REQUESTS).select_related("request")
    things = [state.deployment.team or state.deployment.asset for state in away[:SHOWN]]
    names = tuple(thing.name for thing in things if thing)
    yield OpenItem("forces.away", away.count(), "incident-forces", names)
    numbers = tuple(state.request.number for state in asked[:SHOWN])
    yield OpenItem("requests.open", asked.count(), "incident-forces", numbers)


def enter_all() -> None:
    """Let closing ask, and let its papers say the states of deployments."""
    labels = {
        "forces.away": pgettext_lazy("open item", "Forces not returned"),
        "requests.open": pgettext_lazy("open item", "Requests still open"),
    }
    enter("forces", forces, labels)
    words.enter_states("deployment", DeploymentStatus.choices)
