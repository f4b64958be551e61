"""What was drawn for all four cities at a past moment, as the joint room was told."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from command.board.selectors.picture import Picture, View, views_before
from command.board.selectors.sight import Sight
from command.core import regions
from command.core.models import Entry
from command.core.rooms import register_room
from incidents.lifecycle import ENDED
from incidents.plotting.lifecycle import Visibility
from incidents.plotting.models import Feature, FeatureVersion
from incidents.plotting.selectors import geojson_of
from incidents.plotting.selectors.zones import edges

FACTS = "starts_with(entry.kind, 'feature.')"


def drawings_at(sight: Sight, shown: Picture) -> list[dict[str, Any]]:
    """Return the drawings that everybody on duty saw, as GeoJSON features. Three queries.

    Left out are those of incidents that had ended.
    """
    public = FeatureVersion.objects.filter(
        feature=OuterRef("pk"), data__visibility=Visibility.ALL.value
    )
    later = Entry.objects.filter(room=OuterRef("incident__room"), recorded_at__gt=shown.at)
    found = Feature.objects.filter(
        Exists(public),
        ~Q(incident__state__status__in=ENDED) | Exists(later),
        drawn_at__lte=shown.at,
    )
    if not sight.scopes:
        found = found.filter(incident__room__in=sight.rooms)
    over = {v["id"] for v in shown.things["incident"] if v["status"] in ENDED}
    fields = ("pk", "incident_id", "exercise_id", "drawn_at")
    rows = [row for row in found.values_list(*fields) if str(row[1]) not in over]
    views = views_before(
        [f"feature.{key}" for key, *_rest in rows],
        {register_room(regions.REGION, world) for _key, _of, world, _at in rows},
        shown.at,
        shown.by,
        since=min((drawn for *_rest, drawn in rows), default=shown.at),
        only=FACTS,
    )
    zones = edges(views.values())
    return [geojson_of(view | {"zone": zones.get(view["id"])}) for view in _ordered(views)]


def _ordered(views: dict[str, View]) -> list[View]:
    return sorted(views.values(), key=lambda view: (view["drawn_at"], view["id"]))
