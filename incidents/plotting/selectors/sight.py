"""Which drawn features people may see.

``room``: whoever sees the incident. ``city``: of those, the people of the author's own
city, and the region above it; a city that the incident is shared with sees nothing of
it. ``all``: also everybody on duty over any region.
"""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import rooms_visible_to, scopes_of
from incidents.lifecycle import ENDED
from incidents.models import Incident
from incidents.plotting.lifecycle import Visibility
from incidents.plotting.models import FeatureState, FeatureVersion
from incidents.plotting.selectors.cards import FeatureCard, VersionCard

# The edge of a zone around a line or an area; that of a point is a circle anybody can draw.
ZONE = RawSQL(
    "CASE WHEN buffer_m > 0 AND ST_GeometryType(shape::geometry) <> 'ST_Point'"
    " THEN ST_AsGeoJSON(ST_Buffer(shape, buffer_m), 5) END",
    (),
    output_field=TextField(),
)
JOINED = ("feature__incident", "feature__author", "updated_by")


def visible_to(person: Person) -> QuerySet[FeatureState]:
    """Return the features ``person`` may see, removed ones too."""
    rooms = Q(feature__incident__room__in=rooms_visible_to(person))
    scopes = scopes_of(person)
    seen = rooms
    if regions.REGION not in scopes:
        seen &= ~Q(visibility=Visibility.CITY) | Q(feature__origin__in=scopes)
    if scopes:
        seen |= Q(visibility=Visibility.ALL)
    return FeatureState.objects.filter(seen, step__gte=1).select_related(*JOINED)


def sees_city(person: Person, city: str) -> bool:
    """Return whether ``person`` is one of those for whom a city draws for itself."""
    return bool({regions.REGION, city} & scopes_of(person))


def features_of(incident: Incident, person: Person) -> list[FeatureCard]:
    """Return the drawn features of an incident, those that have expired too. Few queries."""
    rows = visible_to(person).filter(feature__incident=incident, removed=False)
    rows = rows.annotate(zone=ZONE)
    return [FeatureCard.of(row) for row in rows.order_by("feature__drawn_at", "pk")]


def removed_from(incident: Incident, person: Person) -> list[FeatureCard]:
    """Return what was taken off the map, latest first; it can be restored. Few queries."""
    rows = visible_to(person).filter(feature__incident=incident, removed=True)
    return [FeatureCard.of(row) for row in rows.order_by("-updated_at", "pk")[:200]]


def shown_to_all(person: Person) -> list[FeatureCard]:
    """Return what is drawn for all four cities, of incidents that run. Few queries."""
    rows = visible_to(person).filter(visibility=Visibility.ALL, removed=False)
    rows = rows.annotate(zone=ZONE)
    rows = rows.exclude(feature__incident__state__status__in=ENDED)
    known = set(rooms_visible_to(person).values_list("key", flat=True))
    return [
        FeatureCard.of(row, public=row.feature.incident.room_id not in known)
        for row in rows.order_by("feature__drawn_at", "pk")[:1000]
    ]


def seen(feature_id: UUID, person: Person) -> FeatureState:
    """Return a feature that ``person`` may see. Raises ``NotThere`` otherwise."""
    found = visible_to(person).filter(pk=feature_id).first()
    if found is None:
        raise NotThere(_("No such drawing, or not visible to you."))
    return found


def card_of(feature_id: UUID, person: Person) -> FeatureCard:
    """Return the card of a feature. Raises ``NotThere`` when hidden or missing."""
    state = seen(feature_id, person)
    known = rooms_visible_to(person).filter(key=state.feature.incident.room_id)
    return FeatureCard.of(state, public=not known.exists())


def versions_of(feature_id: UUID, person: Person) -> list[VersionCard]:
    """Return the history of a feature, newest first. Raises ``NotThere``.

    A version that was for one city alone is left out for everybody else, whatever
    became of the feature. Its history is for those who see the incident.
    """
    state = seen(feature_id, person)
    hidden = set(Visibility.values) - open_to(person, state)
    rows = FeatureVersion.objects.filter(feature=feature_id).exclude(
        data__visibility__in=sorted(hidden)
    )
    return [_version(row) for row in rows.select_related("actor").order_by("-step")]


def open_to(person: Person | None, state: FeatureState) -> set[str]:
    """Return which visibilities of a feature's versions ``person`` may see."""
    if person is None or sees_city(person, state.feature.origin):
        return set(Visibility.values)
    if rooms_visible_to(person).filter(key=state.feature.incident.room_id).exists():
        return {Visibility.ROOM.value, Visibility.ALL.value}
    return {Visibility.ALL.value}


def _version(row: FeatureVersion) -> VersionCard:
    data: dict[str, Any] = dict(row.data)
    return VersionCard(
        version=row.step,
        kind=row.kind,
        by=row.actor.name if row.actor else "",
        at=row.occurred_at.isoformat(),
        origin=row.origin,
        changed=data.pop("changed", []),
        data=data,
    )
