"""Quiet areas, and who else is waited for, as people may see them."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.gis.geos import Polygon
from django.db.models import Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import rooms_visible_to, scopes_of, within
from incidents.monitoring.quiet.expected import Expectation, ask
from incidents.monitoring.quiet.limits import Limits
from incidents.monitoring.quiet.models import QuietArea, QuietAreaState
from incidents.monitoring.quiet.selectors.cards import QuietAreaCard

LATELY = timedelta(days=1)
FINE = 0.0003  # degrees, about 30 m


def seen_by(person: Person) -> Q:
    """Return the condition that ``person`` may see a quiet area.

    Those in the territory of a duty; those that an incident they follow has looked at;
    for anybody on duty also those of an exercise.
    """
    scopes = scopes_of(person)
    mine = Q(incident__room__in=rooms_visible_to(person), incident__isnull=False)
    for scope in scopes:
        mine |= within(scope, "region_id")
    return mine | Q(exercise__isnull=False) if scopes else mine


def rows(person: Person) -> QuerySet[QuietAreaState]:
    """Return the episodes that ``person`` may see, with what their cards need."""
    found = QuietAreaState.objects.filter(seen_by(person))
    return found.select_related("area__region", "area__township").order_by(
        "area__level", "-area__people", "area__noticed_at", "pk"
    )


def open_areas(person: Person) -> list[QuietAreaCard]:
    """Return the areas that are quiet now, where most people live first. Three queries."""
    return [QuietAreaCard.of(row) for row in rows(person).filter(ended_at__isnull=True)]


def areas_at(person: Person, at: datetime) -> list[QuietAreaCard]:
    """Return the areas that were quiet at a moment, as the desk knew it. Three queries."""
    ended = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    return [
        QuietAreaCard.of(row) for row in rows(person).filter(ended, area__noticed_at__lte=at)
    ]


def ended_lately(person: Person) -> list[QuietAreaCard]:
    """Return the areas of the last day that are quiet no longer, the latest first."""
    found = rows(person).filter(ended_at__gte=now() - LATELY).order_by("-ended_at", "pk")
    return [QuietAreaCard.of(row) for row in found[:50]]


def area_seen(area_id: UUID, person: Person) -> QuietAreaCard:
    """Return one episode. Raises ``NotThere`` when hidden or missing."""
    row = rows(person).filter(pk=area_id).first()
    if row is None:
        raise NotThere(_("No such quiet area, or not visible to you."))
    return QuietAreaCard.of(row)


def outlines(area_ids: list[UUID]) -> dict[str, str]:
    """Return the outlines of those townships that have one, by area: rings of lat and lon.

    As JSON, and not finer than a map of a city shows. One query.
    """
    rows = QuietArea.objects.filter(pk__in=area_ids, township__outline__isnull=False)
    found = rows.values_list("pk", "township__outline")
    return {str(pk): json.dumps(_rings(outline)) for pk, outline in found if outline}


def _rings(outline: Polygon) -> list[list[tuple[float, float]]]:
    simple = json.loads(outline.simplify(FINE, preserve_topology=True).json)
    return [[(round(y, 5), round(x, 5)) for x, y in ring] for ring in simple["coordinates"]]


def overdue(person: Person, at: datetime) -> list[Expectation]:
    """Return who should have reported and has not, the longest silent first.

    Also where the area as a whole is not quiet. About a dozen queries.
    """
    scopes = scopes_of(person)
    if not scopes:
        return []
    limits = Limits.of()
    silent = [one for one in ask(at, limits) if one.is_silent(at)]
    mine = [
        one
        for one in silent
        if one.exercise is not None or any(regions.covers(s, one.region) for s in scopes)
    ]
    return sorted(mine, key=lambda one: (one.overdue_at, one.ref))
