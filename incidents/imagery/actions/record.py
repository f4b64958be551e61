"""Recording a picture from the scene."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, media
from command.core.actions import store_media
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import MediaFile, Person
from incidents.actions.judge import on_earth, said
from incidents.imagery.actions.arrive import claims
from incidents.imagery.actions.parts import SENDING, compared, judge_look, told_of, touched
from incidents.imagery.events import ImageRecorded
from incidents.imagery.folds import IMAGE, ORIGINAL
from incidents.imagery.models import Image
from incidents.rights import require_part
from incidents.selectors import locked


@door
def record_image(
    *,
    actor: Person | None,
    incident_id: UUID,
    media_id: UUID,
    caption: str,
    source: str,
    source_kind: str,
    taken_at: datetime,
    lat: float | None,
    lon: float | None,
    bearing_deg: int | None = None,
    tag: str = "",
) -> Image:
    """Bind a stored file to an incident: where, when and by what it was taken.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when the
    incident has this picture already.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, SENDING, state, to=_("record pictures"))
    # A file of another authority is seen through its own incident, or not at all.
    file = MediaFile.objects.filter(pk=media_id, origin=authority.current()).first()
    if file is None:
        raise Invalid(_("There is no such file."), media_id=str(media_id))
    if file.exercise_id not in {None, incident.exercise_id}:
        raise Conflict(_("What belongs to an exercise stays in that exercise."))
    judge_look(source_kind, lat, lon, bearing_deg)
    point = on_earth((lat, lon)) if lat is not None and lon is not None else None
    same = Image.objects.filter(origin=authority.current(), incident=incident, media=file)
    if same.exists():
        raise Conflict(_("The incident has this picture already."), media_id=str(media_id))

    still = file.content_type.startswith("image/")
    image = Image(
        incident=incident,
        media=file,
        caption=caption.strip(),
        source=said("source", source),
        source_kind=Image.SourceKind(source_kind).value,
        taken_at=taken_at,
        point=point,
        bearing_deg=bearing_deg,
        actor=actor,
        kind="photo" if still else "video",
        tag=tag.strip(),
    )
    image.save(force_insert=True)
    shades = media.shades_of(file.sha256) if still else None
    data = {"media": str(file.pk), **claims(file), **compared(image, shades)}
    IMAGE.add(IMAGE.begin(image), ORIGINAL, actor=actor, occurred_at=now(), data=data)
    journal.append(
        ImageRecorded(**told_of(image), source=image.source),
        room=incident.room_id,
        actor=actor,
        changed=touched(image),
        occurred_at=taken_at,
    )
    return image


@door
def receive_image(
    *,
    actor: Person | None,
    incident_id: UUID,
    content: bytes,
    caption: str,
    source: str,
    source_kind: str,
    taken_at: datetime,
    lat: float | None,
    lon: float | None,
    bearing_deg: int | None = None,
    tag: str = "",
) -> Image:
    """Store a picture and bind it to an incident.

    Nothing is stored for whoever may not. Raises what ``store_media`` and
    ``record_image`` raise.
    """
    require_part(actor, SENDING, locked(incident_id, actor=actor), to=_("record pictures"))
    file = store_media(actor=actor, content=content)
    return record_image(
        actor=actor,
        incident_id=incident_id,
        media_id=file.pk,
        caption=caption,
        source=source,
        source_kind=source_kind,
        taken_at=taken_at,
        lat=lat,
        lon=lon,
        bearing_deg=bearing_deg,
        tag=tag,
    )
