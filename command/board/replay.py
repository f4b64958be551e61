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
from command.board.selectors.alarms import alarms_at, open_at
from command.board.selectors.drawn import drawings_at
from command.board.selectors.forces import forces_at
from command.board.selectors.gauges import gauges_at
from command.board.selectors.picture import COLUMN, KNOWN, Picture, holds_until, picture
from command.board.selectors.replay import cities_at, feed_at, incidents_at, peek_at
from command.board.selectors.stood import stood
from command.board.selectors.units import units_at
from command.board.selectors.waited import decisions_at
from command.board.views import speaking
from command.core import regions
from command.core.errors import Invalid
from command.core.models import Person
from command.core.policies import asked_once
from incidents.monitoring.quiet import pages as quiet
from incidents.monitoring.quiet.selectors import areas_at
from incidents.monitoring.selectors.mapped import on_map_then
from incidents.warnings.selectors import warned_areas

TEMPLATES = {
    "feed": "board/_feed_lines.html",
    "warned": "warnings/_areas.html",
    "quiet": "quiet/_dark.html",
}
STATIONS = "stations"  # the layer that is told of when it is shown
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
    moment, by = moment_of(asked.get("t", "")), asked.get("by", KNOWN)
    if by not in COLUMN:
        raise Invalid(_("A picture is by what was known or by what had occurred."), field="by")
    if "text/html" in request.headers.get("Accept", ""):
        return redirect(f"/?{urlencode({'at': moment.isoformat(), 'by': by})}")
    city = asked.get("city", "")
    sight = Sight(
        cast(Person, request.user),
        city=city if city in regions.CITIES else "",
        drill=asked.get("forces") == "drill",
    )
    with asked_once():
        return JsonResponse(_drawn(request, sight, picture(sight, moment, by)))


def _drawn(request: HttpRequest, sight: Sight, shown: Picture) -> dict[str, Any]:
    at, by = shown.at, shown.by
    listed = incidents_at(shown, sight.city)
    chosen = request.GET.get("incident") or (listed.rows[0].id if listed.rows else "")
    peek = peek_at(shown, chosen)
    then, until = stood(at, by), holds_until(sight, at, by)
    tiles, units, moves = cities_at(shown, then), *units_at(sight, then.statuses, at, until)
    waited, rang = decisions_at(sight, shown), open_at(sight, at, by)
    panels: dict[str, Any] = {
        "incidents": listed,
        "cities": tiles,
        "peek": peek,
        "feed": feed_at(sight, shown),
        "decisions": waited,
        "forces": forces_at(sight, then, at),
        "gauges": gauges_at(sight, at),
        "alarms": alarms_at(sight, rang),
        "warned": warned_areas(sight.person, at),
        "quiet": quiet.plain(areas_at(sight.person, at)),
    }
    context = {
        "selected": peek.id if peek else "",
        "city": sight.city,
        "replay": True,
        "oldest": min((one.asked_at for one in waited), default=None),
    }
    html = {
        name: render_to_string(
            TEMPLATES.get(name, f"board/_{name}.html"),
            context | {name: value},
            request=request,
        )
        for name, value in panels.items()
    }
    return {
        "at": at.isoformat(),
        "until": until.isoformat(),
        "by": by,
        "incidents": [asdict(row) for row in listed.rows],
        "cities": [asdict(tile) for tile in tiles],
        "figures": {view["id"]: view["figures"] for view in shown.incidents},
        "responses": {view["id"]: view["responses"] for view in shown.incidents},
        "units": units,
        "moves": moves,
        "drawings": drawings_at(sight, shown),
        "stations": on_map_then(sight.person, at, rang)
        if STATIONS in request.GET.get("show", "").split(".")
        else [],
        "html": html,
    }


def moment_of(given: str) -> datetime:
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
