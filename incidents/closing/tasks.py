"""What closing does by the clock: find, then knock at a door."""

import logging

from celery import shared_task
from django.utils.translation import gettext, override

from command.core.errors import Refusal
from command.core.times import clock
from incidents.closing.actions import (
    begin_archive,
    fail_archive,
    finish_archive,
    purge_personal_data,
)
from incidents.closing.archive import build
from incidents.closing.selectors.due import archives_to_build, due_for_purge

logger = logging.getLogger(__name__)


@shared_task(soft_time_limit=40)
def purge_due() -> int:
    """Destroy the personal data whose time has come; return of how many incidents."""
    done = 0
    for incident_id in due_for_purge(clock()):
        with override("zh-hans"):
            reason = gettext("Retention period over (Emergency Response Law, article 85)")
        try:
            purge_personal_data(
                actor=None, incident_id=incident_id, confirm=None, reason=reason
            )
        except Refusal:
            # Somebody was faster, or an exception was signed in between.
            logger.info("nothing to destroy for %s", incident_id)
        else:
            done += 1
    return done


@shared_task(soft_time_limit=540, time_limit=570)
def build_archives() -> int:
    """Build the archives that were asked for; return how many are ready now."""
    ready = 0
    for archive_id in archives_to_build(clock()):
        if not begin_archive(actor=None, archive_id=archive_id):
            continue
        try:
            made = build(archive_id)
        except Exception as fault:
            logger.exception("archive %s could not be built", archive_id)
            fail_archive(actor=None, archive_id=archive_id, error=str(fault) or repr(fault))
            continue
        finish_archive(
            actor=None,
            archive_id=archive_id,
            sha256=made.sha256,
            size=made.size,
            entries=made.entries,
        )
        ready += 1
    return ready
