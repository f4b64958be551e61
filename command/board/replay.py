"""The picture of a past moment, for the screen that looks back."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.timezone import is_naive, make_aware, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.board.selectors import Sight
from command.board.selectors.picture import COLUMN, KNOWN, Picture, picture
from command.board.selectors.replay import cities_at, feed_at, incidents_at, peek_at
from command.board.views import speaking
from command.core import regions
from command.core.errors import Invalid
from command.core.models import Person

OLDEST = timedelta(days=3650)


@require_GET
@never_cache
@speaking
def at(request: HttpRequest) -> HttpResponse:
    """Return the picture at ``t``, by what was known then or by what had happened.

    To a script as data with the drawn panels; to a person who opens the address, the
    screen that looks back to it.
    """
    asked = request.GET
    moment, by = _moment(asked.get("t", "")), asked.get("by", KNOWN)
    if by not in COLUMN:
        raise Invalid(_("A picture is by what was known or by what had occurred."), field="by")
    if "text/html" in request.headers.get("Accept", ""):
        return redirect(f"/?{urlencode({'at': moment.isoformat(), 'by': by})}")
    city = asked.get("city", "")
    sight = Sight(cast(Person, request.user), city=city if city in regions.CITIES else "")
    return JsonResponse(_drawn(request, sight, picture(sight, moment, by)))


def _drawn(request: HttpRequest, sight: Sight, shown: Picture) -> dict[str, Any]:
    listed, peek = incidents_at(shown, sight.city), None
    chosen = request.GET.get("incident") or (listed.rows[0].id if listed.rows else "")
    peek = peek_at(shown, chosen)
    tiles, feed = cities_at(shown), feed_at(sight, shown)
    context = {"selected": peek.id if peek else "", "city": sight.city, "replay": True}

    def drawn(template: str, **parts: Any) -> str:
        return render_to_string(f"board/{template}.html", context | parts, request=request)

    return {
        "at": shown.at.isoformat(),
        "by": shown.by,
        "incidents": [asdict(row) for row in listed.rows],
        "cities": [asdict(tile) for tile in tiles],
        "figures": {view["id"]: view["figures"] for view in shown.incidents},
        "responses": {view["id"]: view["responses"] for view in shown.incidents},
        "html": {
            "incidents": drawn("_incidents", incidents=listed),
            "cities": drawn("_cities", cities=tiles),
            "peek": drawn("_peek", peek=peek),
            "feed": drawn("_feed_lines", feed=feed),
        },
    }


def _moment(given: str) -> datetime:
    """Read a moment of the past. Raises ``Invalid``."""
    try:
        found = parse_datetime(given.replace(" ", "+"))
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise Invalid(_("A moment is written like 2027-03-19T11:20:00+08:00."), field="t")
    if is_naive(found):
        found = make_aware(found)
    here = now()
    if not here - OLDEST < found:
        raise Invalid(_("The journal does not reach back so far."), field="t")
    return min(found, here)
