"""Destroying what a caller said, when its time has come (law, article 85)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from command.core import authority, journal, media
from command.core.doors import door
from command.core.errors import NotPermitted
from command.core.models import Person
from command.core.times import clock
from command.tasking.distress.actions.tell import about
from command.tasking.distress.events import HelpVoicesDestroyed
from command.tasking.distress.models import HelpVoice
from command.tasking.distress.selectors import calls_to_silence, changed, locked
from incidents.closing import personal


@door
def silence_call(*, actor: Person | None, call_id: UUID) -> int:
    """Destroy the voice notes of a call that belongs to no incident; return how many.

    The system does it when their time has come; those of an incident go with its personal
    data. Raises ``NotThere``, or ``NotPermitted`` for a person.
    """
    state = locked(call_id)
    if actor is not None:
        raise NotPermitted(_("What a caller said is destroyed by the clock alone."))
    at = clock()
    if not calls_to_silence(at, call_id=call_id):
        return 0
    notes = HelpVoice.objects.filter(call=call_id, file__isnull=False, purged_at__isnull=True)
    gone = list(notes.select_for_update(of=("self",)))
    for note in gone:
        with authority.acting_as(note.origin):
            note.purged_at = at
            note.save(update_fields=["purged_at"])
    told = about(state.call, state)
    journal.append(
        HelpVoicesDestroyed(**told, notes=len(gone)),
        room=state.call.room_id,
        actor=None,
        changed=changed(state),
    )
    files = personal.free_of([note.sha256 for note in gone])
    # What is destroyed on the disk cannot be rolled back: only when all else has held.
    transaction.on_commit(lambda: _destroy(files), robust=True)
    return len(gone)


def _destroy(files: list[str]) -> None:
    for sha256 in files:
        media.destroy(sha256)
