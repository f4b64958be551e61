"""The page of tracks and devices."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_current_timezone, is_aware, make_aware, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command.core.errors import Invalid, NotThere, Refusal
from command.core.models import Person
from command.core.policies import duties_of, scopes_of
from resources.dispatch.frame import frame
from resources.rights import MAY_REGISTER
from resources.selectors import assets_open_to, teams_open_to
from resources.tracking import selectors
from resources.tracking.actions import register_device, renew_secret, switch_device
from resources.tracking.export import FORMS
from resources.tracking.lifecycle import Datum
from resources.tracking.selectors import DeviceCard, Trail
from resources.tracking.selectors.devices import Counted, counted

SPANS = (10, 60, 360, 1440)  # minutes that are offered
NOTHING = Counted(0, None, ())


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of devices."""

    card: DeviceCard
    datum: str
    counted: Counted
    is_own: bool


def person_of(request: HttpRequest) -> Person:
    """Return who asks."""
    return cast(Person, request.user)


@require_GET
@never_cache
def tracks(request: HttpRequest) -> HttpResponse:
    """Show the devices, and the trail of a team when one is chosen."""
    return _page(request)


@require_GET
@never_cache
def devices_panel(request: HttpRequest) -> HttpResponse:
    """Show the list of devices anew."""
    return render(request, "tracking/_devices.html", _devices(person_of(request)))


@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """Register a device, and show its key this once."""
    given = {key: request.POST.get(key, "") for key in ("label", "bearer", "datum", "uid")}
    kind, _colon, key = given["bearer"].partition(":")
    try:
        if kind not in {"team", "asset"}:
            raise Invalid(_("Choose what the device is on."), field="bearer")
        bearer: dict[str, Any] = {f"{kind}_id": _key(key)}
        device, secret = register_device(
            actor=person_of(request),
            label=given["label"],
            datum=given["datum"] or Datum.WGS84,
            uid=given["uid"],
            **bearer,
        )
    except Refusal as refusal:
        return _page(request, {"problem": refusal, "given": given}, status=refusal.status)
    return _page(request, {"made": DeviceCard.of(device), "secret": secret}, status=201)


@require_POST
def switch(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Switch a device on or off."""
    enabled = request.POST.get("enabled") == "1"
    if request.POST.get("enabled") not in {"0", "1"}:
        raise Invalid(_("Say on or off."))
    switch_device(actor=person_of(request), device_id=device_id, enabled=enabled)
    return redirect("tracks")


@require_POST
def renew(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Give a device another key, and show it this once."""
    device, secret = renew_secret(actor=person_of(request), device_id=device_id)
    return _page(request, {"made": DeviceCard.of(device), "secret": secret})


@require_GET
@never_cache
def export(request: HttpRequest, team_id: UUID, form: str) -> HttpResponse:
    """Give a trail as a file."""
    if form not in FORMS:
        raise NotThere(_("There is no such format."))
    kind, writer = FORMS[form]
    trail = _trail(request, team_id)
    name = f"track-{trail.id}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(writer(trail), content_type=kind, headers=headers)


def _page(
    request: HttpRequest, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    person = person_of(request)
    if not scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    context = frame(person, "tracks")
    may = duties_of(person).filter(post__in=MAY_REGISTER, region__isnull=False).exists()
    context |= _devices(person) | {
        "teams": teams_open_to(person),
        "bearers": _bearers(person) if may else [],
        "may": may,
        "data": Datum.choices,
        "spans": [(minutes, _span(minutes)) for minutes in SPANS],
        "minutes": _minutes(request),
        "address": request.build_absolute_uri(reverse("osmand")),
        "given": {},
    }
    chosen = request.GET.get("team")
    if chosen:
        context["trail"] = _trail(request, _key(chosen))
        context["trail_data"] = asdict(context["trail"])
        context["fix"] = selectors.fix_of(_key(chosen), person)
        context["points"] = [
            (point, datetime.fromisoformat(point.at)) for point in context["trail"].points
        ][::-1][:60]
    return render(request, "tracking/page.html", context | (more or {}), status=status)


def _devices(person: Person) -> dict[str, Any]:
    rows = list(selectors.devices_open_to(person))
    came = counted([row.pk for row in rows])
    lines = [
        Line(
            DeviceCard.of(row),
            str(Datum(row.datum).label),
            came.get(row.pk, NOTHING),
            row.origin == person.origin,
        )
        for row in rows
    ]
    may = duties_of(person).filter(post__in=MAY_REGISTER, region__isnull=False).exists()
    return {"lines": lines, "strangers": selectors.strangers(), "may": may}


def _bearers(person: Person) -> list[tuple[str, str]]:
    own = {"origin": person.origin}
    teams = [(f"team:{row.pk}", row.name) for row in teams_open_to(person).filter(**own)]
    assets = [(f"asset:{row.pk}", row.name) for row in assets_open_to(person).filter(**own)]
    return teams + assets


def _trail(request: HttpRequest, team_id: UUID) -> Trail:
    until = _time(request.GET.get("until", "")) or now()
    since = until - timedelta(minutes=_minutes(request))
    return selectors.trail_of(team_id, person_of(request), since, until)


def _minutes(request: HttpRequest) -> int:
    given = request.GET.get("minutes", "")
    return int(given) if given in {str(minutes) for minutes in SPANS} else SPANS[1]


def _time(given: str) -> datetime | None:
    try:
        found = parse_datetime(given)
    except ValueError:
        found = None
    if found is None or not 2000 <= found.year <= 2100:
        return None
    return found if is_aware(found) else make_aware(found, get_current_timezone())


def _span(minutes: int) -> str:
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    return _("%(n)s h") % {"n": minutes // 60}


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise NotThere(_("No such thing, or not visible to you.")) from None
