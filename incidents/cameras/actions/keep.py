"""The register of cameras: entering one, changing it, taking it out of use."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted, Refusal
from command.core.events import Event
from command.core.models import Person
from command.core.times import iso
from incidents.cameras.actions.judge import (
    fill,
    not_twice,
    require_keeper,
    require_own,
)
from incidents.cameras.events import CameraChanged, CameraRegistered, CameraRetired
from incidents.cameras.kinds import Source
from incidents.cameras.models import Camera, CameraState
from incidents.cameras.selectors import CameraCard, camera_room, locked

REASON = 200  # characters


@door
def register_camera(
    *,
    actor: Person | None,
    name: str,
    kind: str,
    region: str,
    source: str = Source.NONE.value,
    source_path: str = "",
    point: tuple[float, float] | None = None,
    bearing_deg: int | None = None,
    view_deg: int | None = None,
    gb28181_id: str = "",
    name_en: str = "",
    place: str = "",
    illustrative: bool = False,
) -> Camera:
    """Register a camera of the acting authority; ``point`` is (lat, lon), WGS 84.

    Raises ``NotPermitted``, ``Invalid`` with the field, or ``Conflict`` when there is one of
    that name or id.
    """
    require_keeper(actor, region, to=_("register a camera"))
    camera = Camera(region_id=region, kind=kind, source=source)
    texts = {"name": name, "name_en": name_en, "place": place, "source_path": source_path}
    angles = {"bearing_deg": bearing_deg, "view_deg": view_deg}
    kinds = {"kind": kind, "source": source, "gb28181_id": gb28181_id}
    fill(camera, {**texts, **kinds, **angles, "point": point, "illustrative": illustrative})
    camera.claim()
    not_twice(camera)
    camera.updated_at = now()
    camera.save(force_insert=True)
    CameraState.objects.create(camera=camera)
    _tell(CameraRegistered(camera_id=str(camera.pk), name=camera.name), camera, actor)
    return camera


@door
def change_camera(
    *, actor: Person | None, camera_id: UUID, changes: Mapping[str, Any], seen_at: str = ""
) -> Camera:
    """Change what is kept of a camera; its region stays.

    ``seen_at`` is the ``at`` of the card that was looked at. Raises ``NotThere``,
    ``NotPermitted``, ``Invalid`` with the field, or ``Conflict``.
    """
    camera = locked(camera_id, actor=actor)
    require_own(actor, camera, to=_("change a camera"))
    if seen_at and seen_at != iso(camera.updated_at):
        raise Conflict(_("Somebody else changed this meanwhile. Look again."))
    changed = fill(camera, changes)
    if not changed:
        raise Invalid(_("Nothing was changed."))
    not_twice(camera)
    camera.updated_at = now()
    camera.save(update_fields=[*changed, "updated_at"])
    # What was known of the old stream says nothing of the new one.
    if {"source", "source_path", "gb28181_id"} & set(changed):
        state = camera.state
        state.condition, state.why, state.misses, state.since = "unknown", "", 0, None
        state.save(update_fields=["condition", "why", "misses", "since"])
    # The names of the fields, not what was in them: an address may hold a secret.
    fact = CameraChanged(camera_id=str(camera.pk), name=camera.name, fields=changed)
    _tell(fact, camera, actor)
    return camera


@door
def retire_camera(*, actor: Person | None, camera_id: UUID, reason: str) -> Camera:
    """Take a camera out of use, for a reason. Raises ``Conflict`` when it is already."""
    camera = locked(camera_id, actor=actor)
    require_own(actor, camera, to=_("take a camera out of use"))
    why = reason.strip()
    if not why or len(why) > REASON or "\x00" in why:
        raise Invalid(
            _("Say why, in at most %(most)d characters.") % {"most": REASON}, field="reason"
        )
    camera.retired_at = camera.updated_at = now()
    camera.save(update_fields=["retired_at", "updated_at"])
    _tell(CameraRetired(camera_id=str(camera.pk), name=camera.name, reason=why), camera, actor)
    return camera


@door
def import_cameras(*, actor: Person | None, rows: Sequence[Mapping[str, Any]]) -> list[Camera]:
    """Register many cameras, all or none. Raises ``Invalid`` with what is wrong, row by row.

    Whoever may not register one gets ``NotPermitted``.
    """
    made, wrong = [], []
    for row in rows:
        number = row["row"]
        given = {name: value for name, value in row.items() if name != "row"}
        try:
            made.append(register_camera(actor=actor, **given))
        except NotPermitted:
            raise
        except Refusal as refusal:
            field = str(refusal.detail.get("field", ""))
            wrong.append({"row": number, "field": field, "message": str(refusal)})
    if wrong:
        raise Invalid(
            _("%(count)d rows are not right; nothing was imported.") % {"count": len(wrong)},
            rows=wrong,
        )
    return made


def _tell(fact: Event, camera: Camera, actor: Person | None) -> None:
    card = CameraCard.of(camera)
    journal.append(
        fact,
        room=camera_room(camera),
        actor=actor,
        changed={f"camera.{card.id}": asdict(card)},
    )
