"""Editing the fields of a draft: different fields of two editors are both kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.models import Person
from incidents.reports.actions.fields import judged
from incidents.reports.actions.tell import tell
from incidents.reports.events import ReportEdited
from incidents.reports.folds import EDITED, REPORT, person_id
from incidents.reports.lifecycle import Status
from incidents.reports.models import Contact, ReportChange, ReportState
from incidents.reports.rights import require_own
from incidents.reports.selectors.reports import locked_report


@door
def edit_report(
    *,
    actor: Person | None,
    report_id: UUID,
    fields: dict[str, Any],
    base: dict[str, int] | None = None,
    occurred_at: datetime | None = None,
) -> ReportState:
    """Change fields of a draft; ``base`` is the version of each that the editor saw.

    A field ``figure.<key>`` is a dictionary of ``value`` and ``reason``: the figure is
    stated otherwise than its sources; without a value it follows them again. Raises
    ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition`` when it is no draft, or
    ``Conflict`` with yours, now and base of each field that somebody changed meanwhile.
    """
    state = locked_report(report_id, actor=actor)
    report = state.report
    require_own(actor, report.sender_id, to=_("edit a report"))
    if state.status != Status.DRAFT:
        raise BadTransition(
            _("Only a draft can be edited; this one is: %(status)s.")
            % {"status": Status(state.status).label},
            status=str(state.status),
        )
    if not fields:
        raise Invalid(_("Nothing was changed."))
    _unclashed(state, fields, base or {})

    at = occurred_at or now()
    kept = judged(report, fields, state.fields)
    REPORT.add(state, EDITED, actor=actor, occurred_at=at, data={"fields": kept})
    tell(ReportEdited, state, actor, at, fields=sorted(kept))
    return state


def _unclashed(state: ReportState, fields: dict[str, Any], base: dict[str, int]) -> None:
    """Raise ``Conflict`` when somebody changed one of the fields after the editor saw it."""
    clashes = {
        name: _clash(state, name, value, base.get(name, 0))
        for name, value in fields.items()
        if state.fields.get(name, {}).get("version", 0) > base.get(name, 0)
        and not _same(state, name, value)
    }
    if clashes:
        raise Conflict(_("Somebody else changed this meanwhile."), fields=clashes)


def _same(state: ReportState, name: str, value: Any) -> bool:
    now_there = value_of(state, name)
    if isinstance(value, dict):
        return bool(str(value.get("value", "")) == now_there)
    return bool(value == now_there)


def _clash(state: ReportState, name: str, yours: Any, base: int) -> dict[str, Any]:
    there = state.fields[name]
    by = person_id(there["by"])
    who = Person.objects.filter(pk=by).first() if by else None
    change = ReportChange.objects.filter(report=state.report_id, step=base).first()
    before = change.data.get("fields", {}).get(name, {}) if change else {}
    return {
        "yours": yours,
        "now": value_of(state, name),
        "by": who.name if who else "",
        "at": there["at"],
        "base": before.get("value", ""),
        "version": there["version"],
    }


def value_of(state: ReportState, name: str) -> str:
    """Return what a field says, also when it is kept apart."""
    kept = state.fields.get(name, {})
    if "contact" in kept:
        found = Contact.objects.filter(pk=kept["contact"])
        return str(found.values_list("text", flat=True).first() or "")
    return str(kept.get("value", ""))
