"""Sharing a camera with an incident, and taking it back."""

from dataclasses import asdict
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from command.core.policies import require
from incidents.cameras.actions.judge import KEEPING
from incidents.cameras.events import CameraShared, CameraWithdrawn
from incidents.cameras.models import Camera, CameraShare
from incidents.cameras.selectors import CameraCard, CameraShareCard, locked, share_of
from incidents.models import Incident, IncidentState
from incidents.rights import require_not_merged, require_open
from incidents.selectors import locked as locked_incident


@door
def share_camera(*, actor: Person | None, camera_id: UUID, incident_id: UUID) -> CameraShare:
    """Let whoever takes part in an incident see a camera, while the incident runs.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` when the incident has ended, or
    ``Conflict``.
    """
    state, camera = _both(actor, camera_id, incident_id, to=_("share a camera"))
    require_open(state)
    require_not_merged(state)
    incident = state.incident
    if camera.exercise_id != incident.exercise_id:
        raise Conflict(_("An exercise and reality are not mixed."))
    if camera.retired_at is not None:
        raise Conflict(_("This camera is no longer in use."))
    if share_of(camera, incident.pk) is not None:
        raise Conflict(_("The incident sees this camera already."))
    share = _write(camera, incident, actor, given=True)
    card = CameraCard.of(camera)
    journal.append(
        CameraShared(camera_id=card.id, name=card.name, incident_id=str(incident.pk)),
        room=incident.room_id,
        actor=actor,
        changed={
            f"camera_share.{share.pk}": asdict(CameraShareCard.of(share)),
            f"camera.{card.id}": asdict(card),
        },
    )
    return share


@door
def withdraw_camera(*, actor: Person | None, camera_id: UUID, incident_id: UUID) -> CameraShare:
    """Let an incident see a camera no longer.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when it does not.
    """
    state, camera = _both(actor, camera_id, incident_id, to=_("withdraw a camera"))
    incident = state.incident
    given = share_of(camera, incident.pk)
    if given is None:
        raise Conflict(_("The incident does not see this camera."))
    ended = _write(camera, incident, actor, given=False)
    journal.append(
        CameraWithdrawn(
            camera_id=str(camera.pk), name=camera.name, incident_id=str(incident.pk)
        ),
        room=incident.room_id,
        actor=actor,
        changed={f"camera_share.{given.pk}": None},
    )
    return ended


def _both(
    actor: Person | None, camera_id: UUID, incident_id: UUID, *, to: str
) -> tuple[IncidentState, Camera]:
    state = locked_incident(incident_id, actor=actor)
    camera = locked(camera_id, actor=actor)
    require(actor, KEEPING, to=to, region=camera.region_id)
    return state, camera


def _write(
    camera: Camera, incident: Incident, actor: Person | None, *, given: bool
) -> CameraShare:
    share = CameraShare(camera=camera, incident=incident, given=given, actor=actor, at=now())
    share.save(force_insert=True)
    return share
