"""What the palette says of those it has found, and where each leads."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.board.search.rows import Row
from command.core import regions
from command.core.policies import Post
from resources.lifecycle import TeamKind
from resources.models import Team

KINDS = {
    "incident": _("Incident"),
    "team": pgettext_lazy("found", "Unit"),
    "person": _("Person"),
    "plan": _("Plan"),
    "place": _("Place"),
    "station": pgettext_lazy("found", "Station"),
    "page": _("Go to"),
    "coded": _("Receipt code"),
}


def shown(found: Sequence[Row]) -> list[dict[str, Any]]:
    """Return what is shown of the rows: kind, name, detail and address. One query at most."""
    teams = [row.id for row in found if row.kind == "team"]
    bases = dict(Team.objects.filter(pk__in=teams).values_list("pk", "base")) if teams else {}
    told = []
    for row in found:
        detail, url = _OF[row.kind](row, bases)
        told.append(
            {
                "kind": row.kind,
                "kind_name": str(KINDS[row.kind]),
                "id": str(row.id),
                "name": row.name,
                "detail": detail,
                "url": url,
                "level": row.level,
                "past": row.past,
            }
        )
    return told


def _incident(row: Row, _bases: Any) -> tuple[str, str]:
    (place,) = row.given
    return f"{row.number} · {place}", reverse("incident", args=[row.id])


def _team(row: Row, bases: Any) -> tuple[str, str]:
    kind, where, region = row.given
    url = _map_at(bases.get(row.id), regions.city_of(region))
    return f"{TeamKind(kind).label} · {where}", url


def _person(row: Row, _bases: Any) -> tuple[str, str]:
    post, region = row.given
    detail = f"{regions.name(region)} · {Post(post).label}"
    return detail, f"{_page('messages', 'cop')}?to=person:{row.id}"


def _plan(row: Row, _bases: Any) -> tuple[str, str]:
    (city,) = row.given
    url = _page("plan", key=row.id) or _page("plans") or _page("api-plan", key=row.id)
    return regions.name(city), url


def _place(row: Row, _bases: Any) -> tuple[str, str]:
    (seat,) = row.given
    city = regions.city_of(row.id)
    return regions.name(city), _map_at(None if row.id == city else seat, city)


def _station(row: Row, _bases: Any) -> tuple[str, str]:
    code, region = row.given
    where = f"{code} · {regions.name(region)}" if region else code
    return where, reverse("station", args=[row.id])


def _coded(row: Row, _bases: Any) -> tuple[str, str]:
    detail, url = row.given
    return detail, url


def _go(row: Row, _bases: Any) -> tuple[str, str]:
    (url,) = row.given
    return "", url


_OF: dict[str, Callable[[Row, Any], tuple[str, str]]] = {
    "incident": _incident,
    "team": _team,
    "person": _person,
    "plan": _plan,
    "place": _place,
    "station": _station,
    "page": _go,
    "coded": _coded,
}


def _map_at(point: Any, city: str) -> str:
    """Return the address of the screen of one city, with the map at a point."""
    at = f"&at={point.y:.5f},{point.x:.5f}" if point is not None else ""
    narrowed = f"city={city}" if city in regions.CITIES else ""
    return f"{reverse('cop')}?{narrowed}{at}"


def _page(*names: str, key: object = None) -> str:
    """Return the address of the first of the pages that exists; empty for none."""
    for name in names:
        try:
            return reverse(name) if key is None else reverse(name, args=[key])
        except NoReverseMatch:
            continue
    return ""
