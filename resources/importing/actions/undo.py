"""Undoing a whole import, while nothing of it has been used or changed since."""

from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from resources.importing.actions import plan as plans
from resources.importing.actions.confirm import expect, locked
from resources.importing.actions.receive import require_keeper
from resources.importing.actions.sheets import Sheet, sheet_of
from resources.importing.actions.sheets.base import by_key
from resources.importing.actions.telling import tell_undone
from resources.importing.models import ImportChange, ImportRun, RunStatus
from resources.rights import require_own

SAID = 20  # reasons against it that are named
LONGEST = 200


@door
def undo_import(*, actor: Person | None, run_id: UUID, reason: str) -> ImportRun:
    """Put back what an import changed, and take out of use what it entered.

    Nothing is deleted. What it entered becomes unavailable (teams, assets), empty (stocks,
    lots), closed or forgotten; the first four live again when the same is imported again.
    Raises ``Conflict``, naming the lines, when anything has been used or changed since.
    """
    run = locked(run_id)
    require_own(run.origin, to=_("undo an import"))
    require_keeper(actor)
    expect(run, RunStatus.DONE)
    why = reason.strip()
    if not why or len(why) > LONGEST:
        raise Invalid(_("Say why, in at most %d characters.") % LONGEST, field="reason")
    sheet = sheet_of(run.sheet)(run.origin)
    changes = list(run.changes.order_by("line"))
    keys = [change.thing for change in changes]
    held = sheet.mine().select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    things = by_key(held)
    against = _against(sheet, changes, things)
    if against:
        raise Conflict(
            _("Undoing is no longer possible: %s") % " ".join(against[:3]),
            lines=against[:SAID],
            total=len(against),
        )
    _put_back(sheet, changes, things)
    run.status, run.undone_by, run.undone_at = RunStatus.UNDONE, actor, now()
    run.undone_for = why
    run.save(update_fields=["status", "undone_by", "undone_at", "undone_for"])
    tell_undone(run, list(things.values()))
    return run


def _against(sheet: Sheet, changes: list[ImportChange], things: dict[UUID, Any]) -> list[str]:
    """Return what stands against undoing, line by line."""
    used = sheet.used([change.thing for change in changes if change.before is None])
    found = []
    for change in changes:
        said = _("Line %d: ") % change.line
        thing = things.get(change.thing)
        if thing is None:
            found.append(said + _("It is no longer there."))
            continue
        if change.thing in used:
            found.append(said + used[change.thing])
            continue
        values = sheet.values_of(thing)
        if any(plans.differs(values.get(key), value) for key, value in change.after.items()):
            found.append(said + _("It has been changed since."))
        elif change.before is not None:
            faults = list(sheet.judge(values | change.before, thing))
            found += [said + reason for _column, reason, _remedy in faults]
    return found


def _put_back(sheet: Sheet, changes: list[ImportChange], things: dict[UUID, Any]) -> None:
    at = now()
    entered = [things[change.thing] for change in changes if change.before is None]
    if entered:
        sheet.strike(entered, at)
    restored = []
    for change in changes:
        if change.before is not None:
            thing = things[change.thing]
            sheet.alter(thing, sheet.values_of(thing) | change.before)
            restored.append(thing)
    if restored:
        sheet.store(restored, at)
