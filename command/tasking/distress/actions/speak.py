"""What the caller says: announced first, then the recording itself.

Whoever answers the call hears it on the call's page. A call out of an order is heard among the
reports of its incident too: by one report that bears the note's id. The recording is one file.
"""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy

from command.core.doors import door
from command.core.errors import NotThere, Refusal
from command.core.ids import new_id
from command.core.models import Person
from command.core.uploads import sounds
from command.tasking.distress.actions.call import own_call
from command.tasking.distress.actions.tell import held_rooms, tell
from command.tasking.distress.events import HelpSpoke, HelpVoiceArrived
from command.tasking.distress.models import HelpState, HelpVoice
from command.tasking.distress.selectors import locked
from incidents.scene.actions import attach_voice, file_scene_report
from incidents.scene.actions.file import FAR_M
from incidents.scene.models import SceneReport
from incidents.selectors import locked as locked_incident


@door
def announce_help_voice(
    *,
    actor: Person,
    call_id: UUID,
    sha256: str,
    voice_id: UUID | None = None,
    code: str = "",
    occurred_at: datetime | None = None,
) -> HelpVoice:
    """Say that a voice note of one's own call is on its way, also after the call was closed.

    ``code`` is the receipt that the caller may read over the radio. Raises ``NotThere`` for
    another's call, or ``Invalid``.
    """
    digest = sounds.announced(sha256)
    state = own_call(actor, call_id)
    at = occurred_at or now()
    note = HelpVoice(id=voice_id or new_id(), call=state.call, sha256=digest, said_at=at)
    note.save(force_insert=True)
    _report(note, state, actor, code)
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
    reports = SceneReport.objects.select_for_update(of=("self",))
    if reports.filter(pk=note.pk).first() is not None:
        held_rooms(state)
        attach_voice(actor=actor, report_id=note.pk, media_id=media.pk)
    tell(HelpVoiceArrived, state, actor, at=note.arrived_at)
    return note


def judge_help_voice(actor: Person, voice_id: UUID) -> HelpVoice:
    """Return a note of the actor's own call. Raises ``NotThere``; ``Invalid`` if destroyed."""
    note = HelpVoice.objects.filter(pk=voice_id, call__person=actor).first()
    if note is None:
        raise NotThere(gettext_lazy("There is no such call for help."))
    sounds.require_not_destroyed(note.purged_at)
    return note


def _report(note: HelpVoice, state: HelpState, actor: Person, code: str) -> None:
    """Let the note be heard in the call's incident too, if it has one that takes reports."""
    incident_id = state.call.incident_id
    if incident_id is None:
        return
    # All that is written to, in the order in which every door holds it.
    locked_incident(incident_id, actor=None)
    held_rooms(state)
    # A place as wide as a province says nothing; the report counts without it.
    is_near = state.accuracy_m is None or state.accuracy_m <= FAR_M
    try:
        file_scene_report(
            actor=actor,
            incident_id=incident_id,
            report_id=note.pk,
            code=code,
            task_id=state.call.task_id,
            text=state.call.number,
            voice_sha256=note.sha256,
            occurred_at=note.said_at,
            lat=state.lat if is_near else None,
            lon=state.lon if is_near else None,
            accuracy_m=state.accuracy_m if is_near else None,
        )
    except Refusal:
        # Merged, or no longer theirs: whoever answers the call hears it all the same.
        return
