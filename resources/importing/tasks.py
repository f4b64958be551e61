"""Writing what was confirmed and is too much for a request."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db import OperationalError

from command.core.errors import Refusal
from command.core.times import clock
from resources.importing.models import ImportRun, RunStatus
from resources.importing.selectors.runs import files_to_destroy

# A worker may have died with it: then the clock asks again.
FORGOTTEN = timedelta(seconds=60)


@shared_task(acks_late=True, soft_time_limit=600, time_limit=630)
def carry_out(run_id: str) -> None:
    """Write one confirmed import, or note why not."""
    # The doors delay this task.
    from resources.importing.actions import carry_out_import, fail_import

    run = ImportRun.objects.select_related("confirmed_by").filter(pk=run_id).first()
    if run is None:
        return
    try:
        carry_out_import(actor=run.confirmed_by, run_id=UUID(run_id))
    except Refusal as exc:
        fail_import(actor=run.confirmed_by, run_id=UUID(run_id), failure=str(exc))


@shared_task(acks_late=True, soft_time_limit=600, time_limit=630)
def carry_out_forgotten() -> int:
    """Write the confirmed imports that nobody writes; return how many were found."""
    rows = ImportRun.objects.filter(
        status=RunStatus.RUNNING, confirmed_at__lt=clock() - FORGOTTEN
    )
    keys = [str(key) for key in rows.values_list("pk", flat=True)[:10]]
    for key in keys:
        try:
            carry_out(key)
        except OperationalError:
            continue  # Held by somebody at this moment; the next beat finds it again.
    return len(keys)


@shared_task(acks_late=True, soft_time_limit=120, time_limit=140)
def destroy_files() -> int:
    """Destroy the files whose time is over; return how many."""
    from resources.importing.actions import destroy_import_file

    return sum(destroy_import_file(actor=None, run_id=key) for key in files_to_destroy(clock()))
