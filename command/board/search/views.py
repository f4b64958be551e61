"""The entrance of the palette."""

from dataclasses import asdict
from typing import Any, cast

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.board.search.find import find
from command.board.search.rows import Row, rows
from command.core.models import Person

KINDS = {
    "incident": _("Incident"),
    "team": pgettext_lazy("found", "Unit"),
    "person": _("Person"),
    "plan": _("Plan"),
    "place": _("Place"),
    "page": _("Go to"),
}


@require_GET
@never_cache
def search(request: HttpRequest) -> JsonResponse:
    """Answer what ``q`` may mean, best first: ``{"q", "items": […]}``."""
    typed = request.GET.get("q", "")
    found = find(rows(cast(Person, request.user)), typed)
    return JsonResponse({"q": typed[:100], "items": [_told(row) for row in found]})


def _told(row: Row) -> dict[str, Any]:
    shown = ("kind", "id", "name", "detail", "url", "level", "past")
    told = asdict(row)
    return {name: told[name] for name in shown} | {"kind_name": str(KINDS[row.kind])}
