"""Released versions that are in force."""

from django.db.models import Q, QuerySet

from command.core.models import Person
from incidents.imagery.models import Release
from incidents.imagery.selectors.wanted import Wanted, wanted_by

MOST = 100  # in one export


def standing(rows: QuerySet[Release]) -> QuerySet[Release]:
    """Return those that hold: for other agencies, or countersigned for the public."""
    signed = Q(audience=Release.Audience.PUBLIC, countersignatures__isnull=False)
    return rows.filter(Q(audience=Release.Audience.EXPORT) | signed).distinct()


def in_force(person: Person, by: Wanted) -> list[Release]:
    """Return the newest version in force of each wanted image, newest image first."""
    images = list(wanted_by(person, by, grouped=False).values_list("pk", flat=True)[:2000])
    rows = standing(Release.objects.filter(image__in=images)).select_related("media", "image")
    newest: dict[object, Release] = {}
    for row in rows.order_by("at", "pk"):
        newest[row.image_id] = row
    found = sorted(newest.values(), key=lambda row: row.image.taken_at, reverse=True)
    return found[:MOST]
