"""One image, with everything that is said of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from command.core.models import Person
from command.core.policies import DESK, holds
from incidents.imagery import bindings
from incidents.imagery.bindings import Thing
from incidents.imagery.limits import times_apart
from incidents.imagery.models import Annotation, Binding, Image, Release
from incidents.imagery.selectors.cards import ImageCard
from incidents.imagery.selectors.images import visible_to
from incidents.imagery.selectors.tiles import Tile, far_claim, tiles_of
from incidents.imagery.thumbs import large_url
from incidents.models import Incident
from incidents.rights import RECORDING
from incidents.selectors import open_to
from incidents.selectors import visible_to as incidents_visible_to
from incidents.selectors.shares import shared_with

HERE_M = 300  # the same place
MOST = 12


@dataclass(frozen=True, slots=True)
class Bound:
    """What an image is bound to; ``mine`` may be ended by the reader's authority."""

    id: str
    title: str
    url: str
    is_task: bool
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """One image with its marks, bindings, releases and neighbours."""

    card: ImageCard
    incident: Incident
    large: str
    author: str
    taken_at: datetime
    arrived_at: datetime | None
    claimed_at: datetime | None
    claim_far: bool
    late: bool
    claimed_apart_m: int | None
    personal: bool
    destroyed_at: datetime | None
    refused: str
    refused_at: datetime | None
    marks: Sequence[Annotation]
    bound: Sequence[Bound]
    releases: Sequence[Release]
    alike: Sequence[Tile]
    earlier_here: Tile | None
    may_mark: bool
    may_release: bool
    incidents: Sequence[Incident]
    tasks: Sequence[Thing]


def single(image: Image, person: Person) -> Single:
    """Return all of one image, cut to what ``person`` may see. About twenty queries."""
    state, apart = image.state, times_apart()
    may_mark, may_release = _rights(image, person)
    shows = image.personal_marks.first()
    destroyed_at = shows.purged_at if shows else None
    arrived = image.arrived_at
    return Single(
        card=ImageCard.of(image),
        incident=image.incident,
        large="" if destroyed_at else large_url(state),
        author=image.actor.name if image.actor else "",
        taken_at=image.taken_at,
        arrived_at=arrived,
        claimed_at=state.exif_taken_at,
        claim_far=far_claim(image, apart) is not None,
        late=bool(arrived and apart and abs(arrived - image.taken_at) > apart),
        claimed_apart_m=_apart_m(image),
        personal=shows is not None,
        destroyed_at=destroyed_at,
        refused=state.why_refused,
        refused_at=state.refused_at,
        marks=list(image.annotations.filter(withdrawals=None).select_related("actor")),
        bound=_bound(image, person),
        releases=list(
            image.releases.select_related("actor", "media").prefetch_related(
                "countersignatures__actor"
            )
        ),
        alike=_alike(image, person),
        earlier_here=_earlier_here(image, person),
        may_mark=may_mark,
        may_release=may_release,
        incidents=_incidents(image, person) if may_mark else [],
        tasks=bindings.tasks_of(image.incident_id, person) if may_mark else [],
    )


def _rights(image: Image, person: Person) -> tuple[bool, bool]:
    incident = image.incident
    shares = shared_with([incident.room_id]).get(incident.room_id, [])
    places = {incident.region_id, incident.state.lead_authority, *shares}
    room = incident.room_id
    return (
        any(holds(person, RECORDING, region=place, room=room) for place in places),
        any(holds(person, DESK, region=place, room=room) for place in places),
    )


def _apart_m(image: Image) -> int | None:
    """Return how far the place in EXIF lies from the device's, in metres."""
    state = image.state
    if image.point is None or state.exif_lat is None or state.exif_lon is None:
        return None
    across = 111_320 * abs(state.exif_lat - image.point.y)
    along = 85_000 * abs(state.exif_lon - image.point.x)  # at 40 degrees north
    return round(math.hypot(across, along))


def _bound(image: Image, person: Person) -> list[Bound]:
    rows = list(Binding.objects.filter(image=image, ended_at__isnull=True))
    tasks = bindings.tasks_named([row.task for row in rows if row.task], person)
    keys = [row.incident_id for row in rows if row.incident_id]
    seen = {one.pk: one for one in incidents_visible_to(person).filter(pk__in=keys)}
    found = []
    for row in rows:
        mine = row.origin == person.origin
        if row.task in tasks:
            thing = tasks[row.task]
            found.append(Bound(str(row.pk), thing.title, thing.url, True, mine))  # noqa: FBT003
        elif row.incident_id in seen:
            one = seen[row.incident_id]
            found.append(Bound(str(row.pk), one.title, f"/i/{one.pk}/", False, mine))  # noqa: FBT003
    return found


def _alike(image: Image, person: Person) -> list[Tile]:
    rows = visible_to(person).filter(state__alike=image.state.alike).exclude(pk=image.pk)
    return tiles_of(_newest(rows, MOST), person, each=True)


def _earlier_here(image: Image, person: Person) -> Tile | None:
    if image.point is None:
        return None
    rows = visible_to(person).filter(
        Q(taken_at__lt=image.taken_at) & ~Q(state__stage="announced"),
        exercise=image.exercise_id,
        point__dwithin=(image.point, HERE_M / 111_320),
    )
    found = _newest(rows, 1)
    return tiles_of(found, person, each=True)[0] if found else None


def _newest(rows: QuerySet[Image], most: int) -> list[Image]:
    whole = rows.select_related("actor", "incident__state")
    return list(whole.order_by("-taken_at", "-pk")[:most])


def _incidents(image: Image, person: Person) -> list[Incident]:
    rows = open_to(person).filter(exercise=image.exercise_id).exclude(pk=image.incident_id)
    return list(rows[:60])
