"""What the pages of monitoring have in common."""

from functools import partial
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from command.core import policies, regions
from command.core.errors import NotThere
from command.core.models import Person
from incidents.cameras.selectors import CameraCard, limits
from incidents.cameras.selectors.listing import in_use
from incidents.monitoring.models import Station
from incidents.monitoring.selectors.history import SPANS, USUAL
from incidents.monitoring.selectors.ladder import takers
from incidents.plotting.inside import Zone, near
from incidents.rights import HANDLING

MOST_CAMERAS = 6


def on_duty(request: HttpRequest) -> Person:
    """Return who asks. Raises ``NotThere`` for whoever sees nothing that is measured."""
    person = cast(Person, request.user)
    if not policies.scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person


def span_of(request: HttpRequest) -> str:
    """Return the span of time that a chart is asked for."""
    asked = request.GET.get("span", "")
    return asked if asked in SPANS else USUAL


def stream_asked(request: HttpRequest) -> UUID | None:
    """Return the stream that the address names, if it is a key."""
    try:
        return UUID(request.GET.get("stream", ""))
    except ValueError:
        return None


def acts_of(person: Person, station: Station) -> dict[str, Any]:
    """Return what ``person`` may do about the alarms of a station, for buttons to show."""
    region = station.region_id or regions.REGION
    return {
        "me": person,
        "takers": partial(takers, station),
        "may_answer": policies.holds(person, policies.DESK, region=region),
        "may_disable": policies.holds(person, HANDLING, region=region),
    }


def around(person: Person, station: Station) -> dict[str, Any]:
    """Return the cameras around a station, for a list and for a map."""
    cameras = cameras_near(person, station)
    wanted = ("id", "name", "kind", "lat", "lon", "bearing_deg", "view_deg", "condition")
    marks = [
        {name: getattr(card, name) for name in wanted}
        | {"title": card.title, "plays": card.plays}
        for card in (one["card"] for one in cameras)
    ]
    return {"cameras": cameras, "map_cameras": marks}


def cameras_near(person: Person, station: Station) -> list[dict[str, Any]]:
    """Return the cameras around a station with their distance, the nearest first."""
    around = Zone(station.point, limits(person.origin).near_m, station.exercise_id)
    rows = in_use(person).filter(exercise=station.exercise_id)
    found: list[Any] = list(near(rows, "point", around)[:MOST_CAMERAS])
    return [{"card": CameraCard.of(row), "km": row.metres / 1000} for row in found]
