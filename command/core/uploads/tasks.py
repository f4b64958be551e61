"""Looking into what has arrived, sweeping what has not: find, then knock at a door."""

import fcntl
import logging

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from command.core import media
from command.core.errors import NotThere, Refusal
from command.core.opening import NotExamined, look
from command.core.scanning import ScannerSilent
from command.core.times import clock
from command.core.uploads import parts, purposes
from command.core.uploads.actions import (
    keep_upload,
    put_off_upload,
    refuse_upload,
    sweep_uploads,
)
from command.core.uploads.examination import examine
from command.core.uploads.models import Upload
from command.core.uploads.selectors import to_examine

LATER = (ScannerSilent, NotExamined)
logger = logging.getLogger(__name__)


@shared_task(soft_time_limit=150, time_limit=170)
def examine_one(upload_id: str) -> None:
    """Look into one whole file, then keep it or refuse it."""
    upload = Upload.objects.select_related("person").filter(pk=upload_id).first()
    if upload is None or upload.state != Upload.State.EXAMINING:
        return
    try:
        with parts.path_of(upload.pk).open("rb") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # Another worker has it.
            _settle(upload)
    except FileNotFoundError:
        gone = NotThere(_("What arrived has been lost. Send it again."))
        refuse_upload(actor=upload.person, upload_id=upload.pk, refusal=gone)


def _settle(upload: Upload) -> None:
    person, key = upload.person, upload.pk
    path = parts.path_of(key)
    purpose = purposes.of(upload.purpose)
    try:
        found = examine(path, claimed_sha256=upload.sha256, kinds=purpose.kinds)
    except LATER as refusal:
        put_off_upload(actor=person, upload_id=key, why=refusal)
    except Refusal as refusal:
        said = str(refusal.detail.get("found", ""))
        refuse_upload(actor=person, upload_id=key, refusal=refusal, scanned=said)
    else:
        kept = keep_upload(actor=person, upload_id=key, seen=found.seen, scanned=found.scanned)
        if kept.state == Upload.State.KEPT:
            for size, content in found.previews.items():
                media.keep_preview(upload.sha256, size, content)


@shared_task(soft_time_limit=150, time_limit=170)
def examine_due() -> int:
    """Look into the files that nobody looks into; return how many were found."""
    keys = to_examine(clock())
    for key in keys:
        try:
            examine_one(str(key))
        except Exception:
            logger.exception("upload %s could not be examined", key)
            person = Upload.objects.select_related("person").get(pk=key).person
            put_off_upload(actor=person, upload_id=key, why=None)
    return len(keys)


@shared_task(soft_time_limit=100, time_limit=120)
def make_previews(sha256: str) -> None:
    """Make the previews of a kept file that has none: it came another way, or from afar."""
    path = media.path_of(sha256)
    missing = [s for s in media.PREVIEWS if not media.preview_path(sha256, s).exists()]
    if not missing or not path.exists():
        return
    try:
        _said, previews = look(path, media.PREVIEWS)
    except Refusal:
        logger.info("no preview can be made of %s", sha256)
        return
    for size, content in previews.items():
        media.keep_preview(sha256, size, content)


@shared_task(soft_time_limit=100, time_limit=120)
def sweep() -> int:
    """Give up what was not gone on with, and clear what is left over."""
    return sweep_uploads(actor=None)


def knock_for_previews(sha256: str) -> None:
    """Ask a worker for previews; a broker that is down only delays them."""
    try:
        make_previews.apply_async((sha256,), retry=False, ignore_result=True)
    except make_previews.OperationalError:
        logger.warning("nobody could be asked for previews of %s", sha256)
