"""Forces and requests as files to print."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.core.errors import NotThere
from command.core.tongues import reader
from incidents.documents import paper_response
from incidents.selectors import seen
from resources.dispatch import papers
from resources.dispatch.filters import ASSETS, STOCKS, TEAMS, Filters
from resources.dispatch.selectors.cards import Unit
from resources.dispatch.selectors.incident import chain
from resources.dispatch.selectors.known import units_of
from resources.dispatch.selectors.units import chosen
from resources.dispatch.views.board import person_of

MOST = 400  # lines of each sort on one paper


@require_safe
@never_cache
def incident(request: HttpRequest, incident_id: UUID, form: str) -> HttpResponse:
    """Print the forces of an incident."""
    person = person_of(request)
    found = seen(incident_id, person)
    paper = papers.of_incident(found, chain(found, person), _language(), person)
    return paper_response(paper, form)


@require_safe
@never_cache
def requests(request: HttpRequest, incident_id: UUID, form: str) -> HttpResponse:
    """Print the chain of requests of an incident."""
    person = person_of(request)
    found = seen(incident_id, person)
    paper = papers.of_requests(found, chain(found, person), _language(), person)
    return paper_response(paper, form)


@require_safe
@never_cache
def city(request: HttpRequest, city: str, form: str) -> HttpResponse:
    """Print the forces of a city that the reader sees."""
    person = person_of(request)
    if city not in regions.CITIES:
        raise NotThere(_("There is no such city."))
    units: list[Unit] = []
    for of in (TEAMS, ASSETS, STOCKS):
        rows = chosen(person, Filters(of=of, city=city), None)
        units += units_of(rows[:MOST], of, person)
    return paper_response(papers.of_city(city, units, _language(), person), form)


def _language() -> str:
    return reader()
