"""Voice notes of reports, as the uploads hand them over."""

from uuid import UUID

from django.conf import settings

from command.core.models import MediaFile, Person
from command.core.uploads.purposes import SOUNDS, Purpose, enter
from incidents.scene.actions import attach_voice, judge_voice
from incidents.scene.models import SceneReport


def enter_purpose() -> None:
    """Let uploads take voice notes."""
    enter(
        "voice",
        Purpose(
            may=_may,
            take=_take,
            kinds=SOUNDS,
            limit_bytes=settings.UPLOAD_LIMITS["voice"],
            world=_world,
        ),
    )


def _may(person: Person, report_id: UUID) -> None:
    judge_voice(person, report_id)


def _take(person: Person, report_id: UUID, media: MediaFile) -> None:
    attach_voice(actor=person, report_id=report_id, media_id=media.pk)


def _world(report_id: UUID) -> UUID | None:
    report = SceneReport.objects.filter(pk=report_id).only("exercise_id").first()
    return report.exercise_id if report else None
