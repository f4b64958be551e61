"""Binding an image to a further incident or to a task."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Person
from incidents.actions.judge import same_world
from incidents.imagery import bindings
from incidents.imagery.actions.parts import told_of, touched
from incidents.imagery.events import ImageBound, ImageUnbound
from incidents.imagery.models import Binding, Image
from incidents.imagery.selectors import seen_image
from incidents.models import Incident
from incidents.rights import RECORDING, require_part
from incidents.selectors import locked_all


@door
def bind_image(
    *,
    actor: Person,
    image_id: UUID,
    incident_id: UUID | None = None,
    task_id: UUID | None = None,
) -> Binding:
    """Say that an image also shows something of another incident, or of a task.

    Whoever sees that incident then sees the image. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid``, or ``Conflict`` when it is bound there already.
    """
    if (incident_id is None) == (task_id is None):
        raise Invalid(_("Choose an incident or a task."), field="incident_id")
    image = seen_image(image_id, actor)
    keys = {image.incident_id} | ({incident_id} if incident_id else set())
    states = locked_all(*keys, actor=actor)
    for state in states.values():
        require_part(actor, RECORDING, state, to=_("bind pictures"))
    if incident_id is not None:
        same_world(image.incident, states[incident_id].incident)
        if incident_id == image.incident_id:
            raise Conflict(_("The image is bound there already."))
    if task_id is not None:
        bindings.judge_task(task_id, image.incident_id, actor)
    there = Binding.objects.filter(
        image=image, incident=incident_id, task=task_id, ended_at__isnull=True
    )
    if there.exists():
        raise Conflict(_("The image is bound there already."))

    binding = Binding(image=image, incident_id=incident_id, task=task_id, actor=actor, at=now())
    binding.save(force_insert=True)
    for state in states.values():
        _record(ImageBound, binding, image, state.incident, actor)
    return binding


@door
def unbind_image(*, actor: Person, binding_id: UUID) -> Binding:
    """End a binding; only the authority that made it may.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when it has ended.
    """
    found = Binding.objects.select_related("incident").filter(pk=binding_id).first()
    if found is None:
        raise NotThere(_("No such picture, or not visible to you."))
    image = seen_image(found.image_id, actor)
    keys = {image.incident_id} | ({found.incident_id} if found.incident_id else set())
    states = locked_all(*keys, actor=None)
    require_part(actor, RECORDING, states[image.incident_id], to=_("bind pictures"))
    if found.origin != authority.current():
        raise NotPermitted(_("Only the authority that bound it may end this."))
    binding = Binding.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if binding.ended_at is not None:
        raise Conflict(_("This binding has ended."))

    binding.ended_at = now()
    binding.save(update_fields=["ended_at"])
    for state in states.values():
        _record(ImageUnbound, binding, image, state.incident, actor)
    return binding


def _record(
    fact: type[ImageBound] | type[ImageUnbound],
    binding: Binding,
    image: Image,
    where: Incident,
    actor: Person,
) -> None:
    gone = fact is ImageUnbound and where.pk != image.incident_id
    journal.append(
        fact(
            **{**told_of(image), "incident_id": str(where.pk)},
            to_incident=str(binding.incident_id or ""),
            to_task=str(binding.task or ""),
        ),
        room=where.room_id,
        actor=actor,
        changed={f"image.{image.pk}": None} if gone else touched(image),
    )
