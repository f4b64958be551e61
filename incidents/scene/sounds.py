"""Voice notes of reports, as the uploads hand them over."""

from uuid import UUID

from command.core.models import MediaFile, Person
from command.core.uploads import sounds
from incidents.scene.actions import attach_voice, judge_voice
from incidents.scene.models import SceneReport


def enter_purpose() -> None:
    """Let uploads take voice notes."""
    sounds.enter("voice", SceneReport, may=judge_voice, take=_take)


def _take(person: Person, report_id: UUID, media: MediaFile) -> None:
    attach_voice(actor=person, report_id=report_id, media_id=media.pk)
