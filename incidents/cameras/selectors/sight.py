"""Cameras as people may see them."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import rooms_visible_to, scopes_of, within
from incidents.cameras.kinds import Source
from incidents.cameras.models import Camera, CameraShare
from incidents.lifecycle import ENDED


def every() -> QuerySet[Camera]:
    """Return cameras with all that their cards need."""
    return Camera.objects.select_related("state")


def visible_to(person: Person) -> QuerySet[Camera]:
    """Return the cameras that ``person`` may see.

    Those in the territory of a duty, for anybody on duty those of an exercise, and those
    shared with an incident that runs and that they see.
    """
    scopes = scopes_of(person)
    mine = Q(pk__in=[])
    for scope in scopes:
        mine |= within(scope, "region_id")
    if scopes:
        mine |= Q(exercise__isnull=False)
    shared = shares_now().filter(incident__room__in=rooms_visible_to(person))
    return every().filter(mine | Q(pk__in=shared.values("camera_id")))


def shares_now() -> QuerySet[CameraShare]:
    """Return the shares that hold: not withdrawn since, and the incident runs."""
    later = CameraShare.objects.filter(
        camera=OuterRef("camera"), incident=OuterRef("incident"), pk__gt=OuterRef("pk")
    )
    rows = CameraShare.objects.filter(~Exists(later), given=True)
    return rows.exclude(incident__state__status__in=ENDED)


def share_of(camera: Camera, incident_id: UUID) -> CameraShare | None:
    """Return the share of a camera with an incident, if one holds."""
    return shares_now().filter(camera=camera, incident=incident_id).first()


def seen(camera_id: UUID, person: Person) -> Camera:
    """Return a camera that ``person`` may see. Raises ``NotThere`` otherwise."""
    found = visible_to(person).filter(pk=camera_id).first()
    if found is None:
        raise NotThere(_("No such camera, or not visible to you."))
    return found


def locked(camera_id: UUID, *, actor: Person | None) -> Camera:
    """Return a camera, its row locked, if ``actor`` may see it. Raises ``NotThere``."""
    rows = Camera.objects.select_for_update(of=("self",)).select_related("state")
    found = rows.filter(pk=camera_id).first()
    if found is None or (
        actor is not None and not visible_to(actor).filter(pk=camera_id).exists()
    ):
        raise NotThere(_("No such camera, or not visible to you."))
    return found


def to_look_at() -> list[UUID]:
    """Return the cameras whose stream is looked at by the clock, longest ago first."""
    rows = Camera.objects.filter(retired_at__isnull=True).exclude(source=Source.NONE)
    return list(rows.order_by("state__looked_at", "pk").values_list("pk", flat=True))
