"""Confirming an import: all of it in one transaction, or nothing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, media
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, NotThere
from command.core.models import Person
from command.core.times import clock
from resources.importing import reading
from resources.importing.actions import plan as plans
from resources.importing.actions.receive import require_keeper
from resources.importing.actions.sheets import sheet_of
from resources.importing.actions.sheets.base import BATCH
from resources.importing.actions.telling import tell_imported
from resources.importing.models import ImportChange, ImportRun, RunStatus
from resources.importing.selectors.runs import note_progress
from resources.importing.tasks import carry_out
from resources.rights import require_own

# What is written while the person waits; more is written by a worker.
AT_ONCE = 1_000


@door
def confirm_import(
    *, actor: Person | None, run_id: UUID, digest: str = "", leave_out_faulty: bool = False
) -> ImportRun:
    """Write what the preview showed. Beyond a thousand lines a worker does it.

    ``digest`` is of the preview that was looked at. Raises ``NotThere``, ``NotPermitted``,
    ``BadTransition``, or ``Conflict`` when there are faulty lines that nobody left out, or
    when the register has changed since.
    """
    run = locked(run_id)
    require_own(run.origin, to=_("confirm an import"))
    require_keeper(actor)
    expect(run, RunStatus.PREVIEW)
    if run.file_gone_at is not None:
        raise Conflict(_("The file was destroyed: its time is over. Hand it in again."))
    if digest and digest != run.digest:
        raise Conflict(_("The file was judged anew. Look at the preview again."))
    if run.counts.get("faulty") and not leave_out_faulty:
        raise Conflict(
            _("There are lines with errors. Correct the file, or leave them out."),
            faulty=run.counts["faulty"],
        )
    amount = run.counts.get("new", 0) + run.counts.get("changed", 0)
    run.confirmed_by, run.confirmed_at = actor, clock()
    run.leaves_out = leave_out_faulty
    run.status = RunStatus.RUNNING
    run.save(update_fields=["confirmed_by", "confirmed_at", "leaves_out", "status"])
    if amount <= AT_ONCE:
        return _write(run)
    transaction.on_commit(lambda: carry_out.delay(str(run.pk)), robust=True)
    return run


@door
def carry_out_import(*, actor: Person | None, run_id: UUID) -> ImportRun:
    """Write a confirmed import; once, however often it is asked for."""
    run = locked(run_id)
    require_own(run.origin, to=_("confirm an import"))
    if run.status != RunStatus.RUNNING:
        return run
    return _write(run)


@door
def fail_import(*, actor: Person | None, run_id: UUID, failure: str) -> ImportRun:
    """Note that a confirmed import could not be written, and why; nothing of it was."""
    run = locked(run_id)
    require_own(run.origin, to=_("confirm an import"))
    if run.status == RunStatus.RUNNING:
        run.status, run.failure, run.ended_at = RunStatus.FAILED, failure[:300], now()
        run.save(update_fields=["status", "failure", "ended_at"])
    return run


def locked(run_id: UUID) -> ImportRun:
    """Return an import, locked. Raises ``NotThere``."""
    rows = ImportRun.objects.select_for_update(of=("self",)).select_related("file", "made_by")
    run = rows.filter(pk=run_id, exercise=authority.exercise()).first()
    if run is None:
        raise NotThere(_("There is no such import."), id=str(run_id))
    return run


def expect(run: ImportRun, status: RunStatus) -> None:
    """Raise ``BadTransition`` unless the import is in ``status``."""
    if run.status != status:
        raise BadTransition(
            _("This import is: %s.") % RunStatus(run.status).label, status=run.status
        )


def _write(run: ImportRun) -> ImportRun:
    """Judge the file once more and write it; raises ``Conflict`` if anything is different."""
    table = reading.read(media.path_of(run.file.sha256).read_bytes())
    note_progress(run.pk, 10)
    plan = plans.make(sheet_of(run.sheet)(run.origin), table, run.confirmed_by)
    if plan.digest() != run.digest:
        raise Conflict(_("The register has changed since the preview. Look at it again."))
    note_progress(run.pk, 40)
    at = now()
    try:
        with transaction.atomic():
            things = [*_enter(plan, at), *_change(plan, at)]
    except IntegrityError:
        raise Conflict(
            _("The register has changed since the preview. Look at it again.")
        ) from None
    note_progress(run.pk, 80)
    rows = [_record(run, plan, *one) for one in things]
    for row in rows:
        row.claim()
    ImportChange.objects.bulk_create(rows, batch_size=BATCH)
    run.status, run.ended_at = RunStatus.DONE, now()
    run.save(update_fields=["status", "ended_at"])
    tell_imported(run, [thing for _line, thing, _before in things])
    return run


def _enter(plan: plans.Plan, at: datetime) -> list[tuple[plans.Line, Any, Any]]:
    sheet = plan.sheet
    lines = [line for line in plan.lines if line.outcome == plans.NEW]
    things = [sheet.build(line.values, at) for line in lines]
    if things:
        sheet.enter(things)
    return [(line, thing, None) for line, thing in zip(lines, things, strict=True)]


def _change(plan: plans.Plan, at: datetime) -> list[tuple[plans.Line, Any, Any]]:
    """Change the things, locked in the order of their keys, if they are still as they were."""
    sheet = plan.sheet
    lines = {line.thing.pk: line for line in plan.lines if line.outcome == plans.CHANGED}
    held = sheet.mine().select_for_update(of=("self",)).filter(pk__in=lines).order_by("pk")
    found: list[tuple[plans.Line, Any, Any]] = []
    for thing in held:
        line = lines[thing.pk]
        now_there = sheet.values_of(thing)
        if any(
            plans.differs(now_there.get(key), old) for key, (old, _new) in line.changes.items()
        ):
            raise Conflict(_("The register has changed since the preview. Look at it again."))
        wanted = now_there | {key: new for key, (_old, new) in line.changes.items()}
        if any(sheet.judge(wanted, thing)):
            raise Conflict(_("The register has changed since the preview. Look at it again."))
        sheet.alter(thing, wanted)
        found.append((line, thing, {key: old for key, (old, _new) in line.changes.items()}))
    if found:
        sheet.store([thing for _line, thing, _before in found], at)
    return found


def _record(
    run: ImportRun, plan: plans.Plan, line: plans.Line, thing: Any, before: Any
) -> ImportChange:
    hidden = {column.key for column in plan.sheet.columns if column.personal}
    after = line.values if before is None else {key: line.values[key] for key in before}

    def open_(values: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in values.items() if key not in hidden}

    return ImportChange(
        run=run,
        line=line.number,
        thing=thing.pk,
        before=None if before is None else open_(before),
        after=open_(after),
    )
