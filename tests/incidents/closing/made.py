"""An incident that has been handled, with personal data in it."""

import io
from datetime import UTC, datetime

from django.db import transaction
from PIL import Image

from command.core import authority, media
from command.core.models import MediaFile
from incidents.actions import move_incident, record_figure, write_note
from incidents.closing.actions import mark_personal
from incidents.imagery.actions import receive_image
from incidents.lifecycle import Verb
from incidents.messaging.actions import log_call
from incidents.reports.actions import draft_report, edit_report
from incidents.scene.actions import attach_voice, file_scene_report
from tests import make
from tests.make import DALAD, ORDOS, Post

AT = datetime(2027, 3, 18, 22, 0, tzinfo=UTC)


def commander():
    """Return a commander of Ordos."""
    return make.person(Post.COMMANDER, ORDOS, name="云志强")


def contained(by, **given):
    """Return an incident that only has to be closed."""
    incident = make.incident(**given)
    for verb in (Verb.HANDLE, Verb.CONTAIN):
        move_incident(actor=by, incident_id=incident.pk, verb=verb, reason="")
    return incident


def close(incident, by, reason="处置完毕"):
    """Close it."""
    return move_incident(actor=by, incident_id=incident.pk, verb=Verb.CLOSE, reason=reason)


def jpeg(shade):
    """Return a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (32, 24), (shade, 20, 20)).save(file, "JPEG")
    return file.getvalue()


def picture(incident, by, shade=9):
    """Send a picture of the scene."""
    return receive_image(
        actor=by,
        incident_id=incident.pk,
        content=jpeg(shade),
        caption="转移群众登车",
        source="现场队伍",
        source_kind="phone",
        taken_at=AT,
        lat=None,
        lon=None,
    )


def heard(incident, by, sha256):
    """Report from the scene by voice; the recording has arrived."""
    report = file_scene_report(actor=by, incident_id=incident.pk, voice_sha256=sha256)
    voice = MediaFile.objects.filter(sha256=sha256).first()
    if voice is None:
        voice = MediaFile(sha256=sha256, size=3, content_type="audio/webm")
        with transaction.atomic(), authority.acting_as(by.origin):
            voice.save(force_insert=True)
        media.path_of(sha256).parent.mkdir(parents=True, exist_ok=True)
        media.path_of(sha256).write_bytes(b"ogg")
    attach_voice(actor=by, report_id=report.pk, media_id=voice.pk)


def filled(by):
    """Return an incident with a figure, a note, a call, a report and a picture of people."""
    officer = make.person(Post.DUTY_OFFICER, DALAD)
    incident = contained(by)
    record_figure(
        actor=officer,
        incident_id=incident.pk,
        key="moved",
        value=1186,
        unit="person",
        source="达拉特旗应急局",
        region=DALAD,
    )
    write_note(actor=officer, incident_id=incident.pk, category="note", text="堤顶出现渗水。")
    log_call(
        actor=officer,
        incident_id=incident.pk,
        content="大堤渗水",
        name="张三",
        phone="13800000000",
        unit="昭君镇",
    )
    report = draft_report(actor=officer, incident_id=incident.pk, kind="initial")
    edit_report(
        actor=officer,
        report_id=report.pk,
        fields={"source": "张三 13800000000"},
        base={"source": 99},
    )
    shown = picture(incident, officer)
    mark_personal(
        actor=officer, incident_id=incident.pk, image_id=shown.pk, reason="可辨认人脸"
    )
    return incident
