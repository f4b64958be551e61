"""The acts of the page of closing: from what a form sends to the door."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from command.core.models import Person
from incidents.actions import move_incident
from incidents.closing.actions import (
    mark_personal,
    purge_personal_data,
    request_archive,
    retain_personal_data,
    write_lesson,
)
from incidents.closing.period import moment
from incidents.lifecycle import Verb

Given = Mapping[str, str]


def close(actor: Person, incident_id: UUID, given: Given) -> str:
    """Close the incident."""
    reason = given.get("reason", "")
    move_incident(actor=actor, incident_id=incident_id, verb=Verb.CLOSE, reason=reason)
    return _("The incident is closed.")


def archive(actor: Person, incident_id: UUID, given: Given) -> str:
    """Ask for an archive."""
    language = given.get("language", "zh-hans")
    request_archive(actor=actor, incident_id=incident_id, language=language)
    return _("The archive is being built; it appears here when it is ready.")


def keep(actor: Person, incident_id: UUID, given: Given) -> str:
    """Keep personal data for longer."""
    retain_personal_data(
        actor=actor,
        incident_id=incident_id,
        purpose=given.get("purpose", ""),
        reason=given.get("reason", ""),
        until=moment("until", given.get("until", "") + "T00:00"),
    )
    return _("The assessment is recorded.")


def mark(actor: Person, incident_id: UUID, given: Given) -> str:
    """Mark a picture as showing somebody."""
    try:
        image_id = UUID(given.get("image", ""))
    except ValueError:
        raise Invalid(_("The incident has no such picture."), field="image") from None
    mark_personal(
        actor=actor,
        incident_id=incident_id,
        image_id=image_id,
        reason=given.get("reason", "") or _("shows people"),
    )
    return _("The picture is marked: its file is destroyed with the personal data.")


def purge(actor: Person, incident_id: UUID, given: Given) -> str:
    """Destroy personal data."""
    confirm = given.get("confirm", "").strip()
    # ``isdecimal`` alone lets foreign digits through, which ``int`` also reads.
    if not (confirm.isdecimal() and len(confirm) < 10):
        raise Invalid(_("Type how many records are destroyed."), field="confirm")
    purge_personal_data(
        actor=actor,
        incident_id=incident_id,
        confirm=int(confirm),
        reason=given.get("reason", ""),
    )
    return _("Personal data has been destroyed. The numbers and the journal stay.")


def lesson(actor: Person, incident_id: UUID, given: Given) -> str:
    """Write down what was learnt."""
    version = given.get("based_on", "0")
    if not (version.isdecimal() and len(version) < 7):
        raise Invalid(_("This is no version."), field="based_on")
    write_lesson(
        actor=actor,
        incident_id=incident_id,
        section=given.get("section", ""),
        text=given.get("text", ""),
        based_on=int(version),
    )
    return _("Saved.")


ACTS: dict[str, Callable[[Person, UUID, Given], str]] = {
    "close": close,
    "archive": archive,
    "keep": keep,
    "mark": mark,
    "purge": purge,
    "lesson": lesson,
}
