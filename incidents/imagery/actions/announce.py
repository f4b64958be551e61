"""Announcing an image: the first of its three steps."""

import re
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from incidents import service
from incidents.actions.judge import on_earth, said
from incidents.imagery import bindings
from incidents.imagery.actions.parts import SENDING, finite, judge_look, told_of, touched
from incidents.imagery.events import ImageAnnounced
from incidents.imagery.folds import IMAGE
from incidents.imagery.models import Binding, Image
from incidents.models import Incident
from incidents.rights import require_part
from incidents.selectors import locked

SHA256: Final = re.compile(r"[0-9a-f]{64}")
MOST_BYTES: Final = 1 << 40
FAR_M: Final = 100_000.0


@door
def announce_image(
    *,
    actor: Person | None,
    image_id: UUID,
    incident_id: UUID,
    kind: str,
    tag: str,
    caption: str,
    source: str,
    taken_at: datetime,
    lat: float | None,
    lon: float | None,
    accuracy_m: float | None,
    bearing_deg: int | None,
    original_sha256: str,
    original_size: int,
    task_id: UUID | None = None,
    source_kind: str = "phone",
) -> Image:
    """Say that an image was taken, before any of its bytes arrive.

    ``image_id`` is the sender's; the same announcement again changes nothing. The image is
    bound to the task if one is named. Raises ``NotThere``, ``NotPermitted``, ``Invalid``,
    or ``Conflict`` when the key belongs to another image.
    """
    sent = actor is not None and service.is_sent(actor, incident_id)
    state = locked(incident_id, actor=None if sent else actor)
    incident = state.incident
    if not sent:
        require_part(actor, SENDING, state, to=_("record pictures"))
    judge_look(source_kind, lat, lon, bearing_deg)
    if kind not in Image.Kind.values:
        raise Invalid(_("There is no such kind of image."), field="kind")
    if not SHA256.fullmatch(original_sha256):
        raise Invalid(_("A SHA-256 has 64 hexadecimal signs."), field="original_sha256")
    if not 0 < original_size <= MOST_BYTES:
        raise Invalid(_("This number cannot be meant."), field="original_size")
    there = Image.objects.filter(pk=image_id).first()
    if there is not None:
        return _the_same(there, incident, original_sha256)
    if task_id is not None:
        bindings.judge_task(task_id, incident.pk, actor)

    image = Image(
        id=image_id,
        incident=incident,
        caption=_fits("caption", caption, 200),
        source=_fits("source", said("source", source), 120),
        source_kind=Image.SourceKind(source_kind).value,
        kind=Image.Kind(kind).value,
        tag=_fits("tag", tag, 40),
        taken_at=taken_at,
        point=on_earth((lat, lon)) if lat is not None and lon is not None else None,
        accuracy_m=finite("accuracy_m", accuracy_m, FAR_M),
        bearing_deg=bearing_deg,
        actor=actor,
        claimed_sha256=original_sha256,
        claimed_size=original_size,
    )
    image.save(force_insert=True)
    IMAGE.begin(image)
    if task_id is not None:
        Binding(image=image, task=task_id, actor=actor, at=now()).save(force_insert=True)
    journal.append(
        ImageAnnounced(**told_of(image), source=image.source),
        room=incident.room_id,
        actor=actor,
        changed=touched(image),
        occurred_at=taken_at,
    )
    return image


def _the_same(there: Image, incident: Incident, sha256: str) -> Image:
    if there.incident_id != incident.pk or there.claimed_sha256 != sha256:
        raise Conflict(_("This key belongs to another image."), image_id=str(there.pk))
    return there


def _fits(name: str, text: str, most: int) -> str:
    text = text.replace("\0", "").strip()
    if len(text) > most:
        raise Invalid(_("This is too long."), field=name, limit=most)
    return text
