"""The entrance of the palette."""

from typing import cast

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.board.search.find import find
from command.board.search.rows import rows
from command.board.search.shown import shown
from command.core.models import Person


@require_GET
@never_cache
def search(request: HttpRequest) -> JsonResponse:
    """Answer what ``q`` may mean, best first: ``{"q", "items": […]}``."""
    typed = request.GET.get("q", "")
    found = find(rows(cast(Person, request.user)), typed)
    return JsonResponse({"q": typed[:100], "items": shown(found)})
