"""The voice note of a report, which arrives after the words."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import journal
from command.core.doors import door
from command.core.errors import NotPermitted
from command.core.models import Person
from command.core.uploads import sounds
from incidents.scene.events import SceneVoiceArrived
from incidents.scene.models import SceneReport
from incidents.scene.selectors import changed, no_such, seen_report, with_all


def judge_voice(actor: Person, report_id: UUID) -> SceneReport:
    """Return the report that still waits for the actor's voice note. Raises otherwise."""
    report = with_all().filter(pk=report_id).first()
    if report is None or not report.voice_sha256:
        raise no_such(report_id)
    if report.actor_id != actor.pk:
        seen_report(report_id, actor)
        raise NotPermitted(_("Only whoever reported may send the voice note of a report."))
    sounds.require_not_destroyed(report.purged_at)
    return report


@door
def attach_voice(*, actor: Person, report_id: UUID, media_id: UUID) -> SceneReport:
    """Put the voice note to its report; the same file again changes nothing.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` when it is not the announced file, or
    ``Conflict``.
    """
    rows = SceneReport.objects.select_for_update(of=("self",))
    rows.filter(pk=report_id).first()
    report = judge_voice(actor, report_id)
    media = sounds.recording(media_id, sha256=report.voice_sha256, held=report.voice_id)
    if media is None:
        return report
    report.voice, report.voice_at = media, now()
    report.save(update_fields=["voice", "voice_at"])
    journal.append(
        SceneVoiceArrived(
            incident_id=str(report.incident_id),
            report_id=str(report.pk),
            code=report.code,
            sha256=media.sha256,
        ),
        room=report.incident.room_id,
        actor=actor,
        changed=changed(report),
    )
    return report
