"""Voice notes of callers, as the uploads hand them over."""

from uuid import UUID

from django.conf import settings

from command.core.models import MediaFile, Person
from command.core.uploads.purposes import SOUNDS, Purpose, enter
from command.tasking.distress.actions.speak import attach_help_voice, judge_help_voice
from command.tasking.distress.models import HelpVoice


def enter_purpose() -> None:
    """Let uploads take voice notes of calls for help."""
    enter(
        "call_voice",
        Purpose(
            may=_may,
            take=_take,
            kinds=SOUNDS,
            limit_bytes=settings.UPLOAD_LIMITS["voice"],
            world=_world,
        ),
    )


def _may(person: Person, voice_id: UUID) -> None:
    judge_help_voice(person, voice_id)


def _take(person: Person, voice_id: UUID, media: MediaFile) -> None:
    attach_help_voice(actor=person, voice_id=voice_id, media_id=media.pk)


def _world(voice_id: UUID) -> UUID | None:
    return HelpVoice.objects.filter(pk=voice_id).values_list("exercise", flat=True).first()
