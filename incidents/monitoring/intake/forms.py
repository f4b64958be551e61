"""The forms of the intake; the doors judge."""

from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Person, Region
from command.core.policies import duties_of
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.intake.payloads import PARTS
from incidents.monitoring.intake.resolve import permits
from incidents.monitoring.intake.rights import KEEPING
from incidents.monitoring.models import Station


def homes(person: Person) -> list[tuple[str, str]]:
    """Return the regions of one's own authority for which one keeps devices."""
    held = duties_of(person).filter(post__in=KEEPING, region__isnull=False)
    scopes = set(held.values_list("region_id", flat=True))
    return [
        (row.code, row.name)
        for row in Region.objects.order_by("code")
        if regions.covers(person.origin, row.code)
        and any(regions.covers(scope, row.code) for scope in scopes)
    ]


def stations_of(device: FeedDevice) -> list[tuple[Station, bool]]:
    """Return the stations that a device could speak for, and whether each is chosen."""
    whole = FeedDevice(
        region_id=device.region_id, origin=device.origin, exercise_id=device.exercise_id
    )
    rows = Station.objects.filter(exercise=device.exercise_id).order_by("code")
    chosen = set(device.stations)
    return [(row, row.pk in chosen) for row in rows if permits(whole, row)]


def ids_of(given: list[str]) -> list[UUID]:
    """Return ids of a form. Raises ``Invalid``."""
    try:
        return [UUID(one) for one in given]
    except ValueError:
        raise Invalid(_("The form is incomplete; load the page anew.")) from None


def paths_of(given: QueryDict) -> dict[str, str]:
    """Return the paths of a subscription that were filled in."""
    said = {part: str(given.get(f"path-{part}", "")) for part in PARTS}
    return {part: path for part, path in said.items() if path.strip()}
