"""What is asked of the given before anything is written."""

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Conflict, Invalid
from incidents.models import Incident, ResponseState


def known_region(code: str) -> str:
    """Return the code of a region. Raises ``Invalid`` when there is none such."""
    if not regions.known(code):
        raise Invalid(_("There is no such region."), region=code)
    return code


def said(field: str, text: str) -> str:
    """Return a text without blanks around it. Raises ``Invalid`` when nothing is left."""
    text = text.strip()
    if not text:
        raise Invalid(_("Something that must be said is missing."), field=field)
    return text


def same_world(one: Incident, other: Incident) -> None:
    """Raise ``Conflict`` when one is of an exercise and the other is not, or of another."""
    if one.exercise_id != other.exercise_id:
        raise Conflict(_("An exercise and reality are not mixed."))


def no_response_active(incident: Incident) -> None:
    """Raise ``Conflict`` while a response to the incident is active."""
    active = ResponseState.objects.filter(incident=incident, level__isnull=False)
    codes = list(active.values_list("jurisdiction_id", flat=True))
    if codes:
        raise Conflict(_("Responses are still active; end them first."), jurisdictions=codes)


def grade_known(value: int) -> int:
    """Return a grade or level from 1 to 4. Raises ``Invalid`` for anything else."""
    if value not in {1, 2, 3, 4}:
        raise Invalid(_("Grades and levels go from 1 (gravest) to 4."), given=value)
    return value


def on_earth(point: tuple[float, float]) -> Point:
    """Return a point from (lat, lon), WGS 84 degrees. Raises ``Invalid`` off the globe."""
    lat, lon = (float(degrees) for degrees in point)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise Invalid(_("This position is not on the earth."), lat=str(lat), lon=str(lon))
    return Point(lon, lat, srid=4326)
