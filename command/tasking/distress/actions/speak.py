"""What the caller says: announced first, then the recording itself."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy

from command.core.doors import door
from command.core.errors import NotThere
from command.core.ids import new_id
from command.core.models import Person
from command.core.uploads import sounds
from command.tasking.distress.actions.call import own_call
from command.tasking.distress.actions.tell import tell
from command.tasking.distress.events import HelpSpoke, HelpVoiceArrived
from command.tasking.distress.models import HelpVoice
from command.tasking.distress.selectors import locked


@door
def announce_help_voice(
    *,
    actor: Person,
    call_id: UUID,
    sha256: str,
    voice_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> HelpVoice:
    """Say that a voice note of one's own call is on its way, also after the call was closed.

    Raises ``NotThere`` for another's call, or ``Invalid``.
    """
    digest = sounds.announced(sha256)
    state = own_call(actor, call_id)
    at = occurred_at or now()
    note = HelpVoice(id=voice_id or new_id(), call=state.call, sha256=digest, said_at=at)
    note.save(force_insert=True)
    tell(HelpSpoke, state, actor, at=at)
    return note


@door
def attach_help_voice(*, actor: Person, voice_id: UUID, media_id: UUID) -> HelpVoice:
    """Put the recording to its note; the same file again changes nothing.

    Raises ``NotThere``, ``Invalid`` when it is not the announced file, or ``Conflict``.
    """
    note = judge_help_voice(actor, voice_id)
    state = locked(note.call_id)
    note.refresh_from_db()
    media = sounds.recording(media_id, sha256=note.sha256, held=note.file_id)
    if media is None:
        return note
    note.file, note.arrived_at = media, now()
    note.save(update_fields=["file", "arrived_at"])
    tell(HelpVoiceArrived, state, actor, at=note.arrived_at)
    return note


def judge_help_voice(actor: Person, voice_id: UUID) -> HelpVoice:
    """Return a note of the actor's own call. Raises ``NotThere``; ``Invalid`` if destroyed."""
    note = HelpVoice.objects.filter(pk=voice_id, call__person=actor).first()
    if note is None:
        raise NotThere(gettext_lazy("There is no such call for help."))
    sounds.require_not_destroyed(note.purged_at)
    return note
