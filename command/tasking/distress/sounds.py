"""Voice notes of callers, as the uploads hand them over."""

from uuid import UUID

from command.core.models import MediaFile, Person
from command.core.uploads import sounds
from command.tasking.distress.actions.speak import attach_help_voice, judge_help_voice
from command.tasking.distress.models import HelpVoice


def enter_purpose() -> None:
    """Let uploads take voice notes of calls for help."""
    sounds.enter("call_voice", HelpVoice, may=judge_help_voice, take=_take)


def _take(person: Person, voice_id: UUID, media: MediaFile) -> None:
    attach_help_voice(actor=person, voice_id=voice_id, media_id=media.pk)
