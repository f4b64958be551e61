"""The entrance of the palette."""

from typing import cast

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.board.search.find import MOST, find
from command.board.search.rows import bearing, rows
from command.board.search.shown import shown
from command.core.models import Person


@require_GET
@never_cache
def search(request: HttpRequest) -> JsonResponse:
    """Answer what ``q`` may mean, best first: ``{"q", "items": […]}``."""
    typed, person = request.GET.get("q", ""), cast(Person, request.user)
    # A receipt code read over the radio means one thing; names that resemble it come after.
    found = [*bearing(person, typed), *find(rows(person), typed)][:MOST]
    return JsonResponse({"q": typed[:100], "items": shown(found)})
