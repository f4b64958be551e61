"""Writing down what was learnt."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.times import iso
from incidents.closing.events import LessonWritten
from incidents.closing.lifecycle import Section
from incidents.closing.models import Lesson
from incidents.closing.selectors import changed, lessons_of
from incidents.rights import PROPOSING, require_part
from incidents.selectors import locked

LONGEST = 4000  # characters


@door
def write_lesson(
    *, actor: Person | None, incident_id: UUID, section: str, text: str, based_on: int
) -> Lesson:
    """Write a new version of a section, based on version ``based_on`` (0: there was none).

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when somebody else
    has written since: it says what stands there now, and nothing is lost.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, PROPOSING, state, to=_("write down lessons"))
    if section not in Section.values:
        raise Invalid(_("There is no such section."), field="section", allowed=Section.values)
    text = text.strip()
    if len(text) > LONGEST:
        raise Invalid(_("This is too long."), field="text", most=LONGEST)
    standing = {lesson.section: lesson for lesson in lessons_of(incident.pk)}.get(section)
    if (standing.version if standing else 0) != based_on:
        raise Conflict(
            _("Somebody else has written this section in the meantime."),
            fields={"text": _both(text, standing)},
        )

    lesson = Lesson(
        incident=incident,
        actor=actor,
        occurred_at=now(),
        section=section,
        version=based_on + 1,
        text=text,
    )
    lesson.save(force_insert=True)
    journal.append(
        LessonWritten(incident_id=str(incident.pk), section=section, version=lesson.version),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
    )
    return lesson


def _both(yours: str, standing: Lesson | None) -> dict[str, object]:
    if standing is None:
        return {"yours": yours, "now": "", "by": "", "at": "", "version": 0}
    return {
        "yours": yours,
        "now": standing.text,
        "by": standing.actor.name if standing.actor else "",
        "at": iso(standing.occurred_at),
        "version": standing.version,
    }
