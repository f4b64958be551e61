"""People's pages of plotting: the map of an incident, its list, and files to take away."""

import csv
import io
import json
from dataclasses import asdict
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.core.errors import Invalid
from command.core.follow import desks_of, start_of
from command.core.models import Person
from command.core.rooms import exercise_room
from command.core.times import iso
from incidents.frame import frame
from incidents.lifecycle import ENDED
from incidents.models import Incident
from incidents.plotting import categories, selectors
from incidents.plotting.api.serializers import ZoneInput
from incidents.plotting.categories import CATEGORIES, GROUPS
from incidents.plotting.inside import KINDS, Found
from incidents.plotting.lifecycle import Style, Visibility
from incidents.plotting.selectors import FeatureCard
from incidents.plotting.selectors.zones import inside as look_inside
from incidents.plotting.selectors.zones import zone_of
from incidents.plotting.words import for_scripts
from incidents.selectors import seen

COLUMNS = ("kind", "name", "detail", "count", "metres", "lon", "lat")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_GET
@never_cache
def page(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the map of an incident, to be drawn on."""
    person = cast(Person, request.user)
    context = frame(person, incident_id, "plot")
    incident: Incident = context["incident"]
    rooms = {incident.room_id, *desks_of(person)}
    if incident.exercise_id:
        rooms.add(exercise_room(incident.exercise_id))
    context["start"] = start_of(*sorted(rooms))
    return render(
        request,
        "plotting/page.html",
        context
        | _listed(incident, person)
        | {
            "groups": _groups(),
            "visibilities": Visibility.choices,
            "styles": Style.choices,
            "plot_words": for_scripts(),
            "is_open": incident.state.status not in ENDED,
            "keys_template": "plotting/_keys.html",
        },
    )


@require_GET
@never_cache
def listed(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the list of drawings anew."""
    person = cast(Person, request.user)
    context = _listed(seen(incident_id, person), person)
    return render(request, "plotting/_list.html", context)


@require_GET
@never_cache
def inside(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Give what lies in a zone as a file: ``form`` is ``csv`` or ``geojson``."""
    person = cast(Person, request.user)
    incident = seen(incident_id, person)
    given = request.GET.dict()
    form = given.pop("form", "csv")
    asked = ZoneInput(data=given)
    if form not in {"csv", "geojson"} or not asked.is_valid():
        raise Invalid(_("A zone is a position or a drawing, and a number of metres."))
    zone = zone_of(incident, person, **asked.validated_data)
    items: list[Found] = look_inside(zone, person)["items"]
    name = f"{incident.number}-{zone.metres}m"
    return _file(_table(items) if form == "csv" else _collection(items), name, form)


def _listed(incident: Incident, person: Person) -> dict[str, Any]:
    """Return the list of drawings, group by group, and what was taken off."""
    cards = selectors.features_of(incident, person)
    rows: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    at = iso(now())
    for card in cards:
        kind = CATEGORIES.get(card.category) or CATEGORIES["JC0001"]
        expired = card.expires_at is not None and card.expires_at <= at
        rows[kind.group].append({"card": card, "kind": kind, "expired": expired})
    return {
        "incident": incident,
        "count": len(cards),
        "rows": [(GROUPS[group], group, found) for group, found in rows.items() if found],
        "removed": [
            (card, categories.name(card.category)) for card in _removed(incident, person)
        ],
    }


def _removed(incident: Incident, person: Person) -> list[FeatureCard]:
    return selectors.removed_from(incident, person)[:20]


def _groups() -> list[tuple[str, str, list[categories.Category]]]:
    return [
        (group, str(title), [one for one in CATEGORIES.values() if one.group == group])
        for group, title in GROUPS.items()
    ]


def _file(content: bytes, name: str, form: str) -> HttpResponse:
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/geo+json"
    given = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=given)


def _table(items: list[Found]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for one in items:
        told = asdict(one) | {"kind": str(KINDS[one.kind].title)}
        writer.writerow([_harmless(told[column]) for column in COLUMNS])
    return file.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    # A spreadsheet would take a name that begins like this for a formula.
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _collection(items: list[Found]) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": one.id,
            "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
            "properties": {name: getattr(one, name) for name in COLUMNS[:5]},
        }
        for one in items
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return text.encode()
