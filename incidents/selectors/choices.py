"""Which figures were chosen among several, as long as no newer one has come."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from incidents.models import FigureChoice, Observation

Group = tuple[UUID, str, str | None]  # incident, key, region


def about(incident_ids: Iterable[UUID]) -> QuerySet[Any]:
    """Return the observations of incidents and of what was merged into them.

    Each has ``survivor``: the key of the incident that its own was merged into, if any.
    """
    ids = list(incident_ids)
    own_or_merged = Q(incident__in=ids) | Q(incident__state__merged_into__in=ids)
    rows = Observation.objects.filter(own_or_merged)
    return rows.annotate(survivor=F("incident__state__merged_into"))


def held(incident_ids: Iterable[UUID]) -> dict[Group, FigureChoice]:
    """Return the choice that holds for each incident, key and region.

    A figure recorded after it, by whatever source, opens the question again. Keys are made
    in order of time, so that the key says what came after. One query, two if there are any.
    """
    ids = list(incident_ids)
    rows = FigureChoice.objects.filter(incident__in=ids).select_related(
        "observation__incident", "actor"
    )
    chosen: dict[Group, FigureChoice] = {}
    for row in rows.order_by("pk"):
        chosen[row.incident_id, row.observation.key, row.observation.region_id] = row
    if not chosen:
        return {}
    each = ("incident_id", "key", "region_id")
    newest = about({group[0] for group in chosen}).order_by(*each, "-pk").distinct(*each)
    for last in newest:
        for whose in {last.incident_id, last.survivor}:
            group = (whose, last.key, last.region_id)
            if group in chosen and last.pk > chosen[group].pk:
                del chosen[group]
    return chosen
