"""Keeping personal data for longer, after an assessment; marking pictures of people."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.times import iso
from incidents.actions.judge import said
from incidents.closing.events import PersonalDataRetained, PictureMarkedPersonal
from incidents.closing.lifecycle import Purpose
from incidents.closing.models import PersonalMark, RetentionException
from incidents.closing.selectors import changed
from incidents.imagery.models import Image
from incidents.rights import RECORDING, require_confirming, require_part
from incidents.selectors import locked

# What is kept for longer than this is kept for good, which the law does not know.
LONGEST = timedelta(days=3660)


@door
def retain_personal_data(
    *,
    actor: Person | None,
    incident_id: UUID,
    purpose: str,
    reason: str,
    until: datetime,
) -> RetentionException:
    """Keep the personal data of an incident until a day, and say why.

    Whoever signs is ``actor``, a commander of the lead. Raises ``NotThere``,
    ``NotPermitted`` or ``Invalid``.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_confirming(actor, state, to=_("keep personal data"))
    if purpose not in Purpose.values:
        raise Invalid(_("There is no such purpose."), field="purpose", allowed=Purpose.values)
    at = now()
    if not at < until <= at + LONGEST:
        raise Invalid(_("The day lies in the future, at most ten years ahead."), field="until")

    row = RetentionException(
        incident=incident,
        actor=actor,
        occurred_at=at,
        purpose=purpose,
        reason=said("reason", reason),
        until=until,
    )
    row.save(force_insert=True)
    journal.append(
        PersonalDataRetained(
            incident_id=str(incident.pk), purpose=purpose, reason=row.reason, until=iso(until)
        ),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
    )
    return row


@door
def mark_personal(
    *, actor: Person | None, incident_id: UUID, image_id: UUID, reason: str
) -> PersonalMark:
    """Mark a picture as showing somebody who can be known.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when it is marked.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, RECORDING, state, to=_("mark pictures"))
    image = Image.objects.filter(pk=image_id, incident=incident).first()
    if image is None:
        raise Invalid(_("The incident has no such picture."), field="image_id")
    if PersonalMark.objects.filter(image=image).exists():
        raise Conflict(_("The picture is marked already."), image_id=str(image_id))

    mark = PersonalMark(
        incident=incident,
        actor=actor,
        occurred_at=now(),
        image=image,
        reason=said("reason", reason),
    )
    mark.save(force_insert=True)
    journal.append(
        PictureMarkedPersonal(incident_id=str(incident.pk), image_id=str(image.pk)),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
    )
    return mark
