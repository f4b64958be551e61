"""Drawing over an image; the image itself stays as it came."""

import math
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from incidents.imagery.actions.parts import locked_image, told_of, touched
from incidents.imagery.events import AnnotationWithdrawn, ImageAnnotated
from incidents.imagery.models import Annotation, Withdrawal
from incidents.imagery.selectors import seen_image
from incidents.rights import RECORDING, require_part

MOST = 60  # annotations over one image
Point = tuple[float, float]


@door
def annotate_image(
    *, actor: Person, image_id: UUID, shape: str, start: Point, end: Point, text: str
) -> Annotation:
    """Draw an arrow, a circle or words over an image.

    Points are shares of width and height from the upper left corner. Raises ``NotThere``,
    ``NotPermitted``, ``Invalid``, or ``Conflict`` when too much is drawn there already.
    """
    image = seen_image(image_id, actor)
    image, state = locked_image(image.pk, actor=None)
    require_part(actor, RECORDING, state, to=_("draw over pictures"))
    if shape not in Annotation.Shape.values:
        raise Invalid(_("There is no such shape."), field="shape")
    said = text.replace("\0", "").strip()
    if len(said) > 120 or (shape == Annotation.Shape.TEXT and not said):
        raise Invalid(_("Write up to 120 signs."), field="text")
    for value in (*start, *end):
        if not (math.isfinite(value) and 0 <= value <= 1):
            raise Invalid(_("The point is not on the image."), field="x1")
    if shape != Annotation.Shape.TEXT and start == end:
        raise Invalid(_("The two points are one and the same."), field="x2")
    if Annotation.objects.filter(image=image, withdrawals=None).count() >= MOST:
        raise Conflict(_("Too much is drawn over this image already."), limit=MOST)

    annotation = Annotation(
        image=image,
        shape=Annotation.Shape(shape).value,
        x1=start[0],
        y1=start[1],
        x2=end[0],
        y2=end[1],
        text=said,
        actor=actor,
        at=now(),
    )
    annotation.save(force_insert=True)
    about = told_of(image)
    journal.append(
        ImageAnnotated(
            incident_id=about["incident_id"],
            image_id=about["image_id"],
            annotation_id=str(annotation.pk),
            shape=annotation.shape,
            text=said,
        ),
        room=image.incident.room_id,
        actor=actor,
        changed=touched(image),
    )
    return annotation


@door
def withdraw_annotation(*, actor: Person, annotation_id: UUID) -> Withdrawal:
    """Take back what was drawn; both stay on record.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when it was taken back.
    """
    annotation = Annotation.objects.filter(pk=annotation_id).first()
    if annotation is None:
        raise NotThere(_("No such picture, or not visible to you."))
    image = seen_image(annotation.image_id, actor)
    image, state = locked_image(image.pk, actor=None)
    require_part(actor, RECORDING, state, to=_("draw over pictures"))
    if Withdrawal.objects.filter(annotation=annotation).exists():
        raise Conflict(_("This was taken back already."))

    withdrawal = Withdrawal(annotation=annotation, actor=actor, at=now())
    withdrawal.save(force_insert=True)
    journal.append(
        AnnotationWithdrawn(
            incident_id=str(image.incident_id),
            image_id=str(image.pk),
            annotation_id=str(annotation.pk),
        ),
        room=image.incident.room_id,
        actor=actor,
        changed=touched(image),
    )
    return withdrawal
