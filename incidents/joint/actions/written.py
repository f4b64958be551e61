"""Judging and writing decisions; parts of doors, never doors themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.errors import Invalid
from command.core.models import Organisation, Person
from command.core.times import iso_or_none
from incidents.actions.judge import known_region, said
from incidents.joint.actions.judge import MOST_LINES, MOST_TEXT, judged_options
from incidents.joint.actions.numbers import number_in
from incidents.joint.events import DecisionRecorded, DecisionTaskWanted
from incidents.joint.models import Consultation, Decision
from incidents.joint.selectors import decisions as selectors
from incidents.joint.selectors.known import frozen
from incidents.models import Incident


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """A decision that has been judged and may be written."""

    decided: str
    decided_by: str
    basis_text: str = ""
    basis: list[dict[str, Any]] = field(default_factory=list)
    options: list[dict[str, Any]] = field(default_factory=list)
    outcome: str = ""
    owner: str | None = None
    organisation: UUID | None = None
    due_at: datetime | None = None
    is_task: bool = False
    task_kind: str = ""


def resolve(
    incident: Incident, given: Mapping[str, Any], *, actor: Person | None, decided_by: str
) -> Resolved:
    """Return a decision that may be written. Raises ``Invalid``; part of doors."""
    refs = list(dict.fromkeys(given.get("basis_refs") or ()))
    if len(refs) > MOST_LINES:
        raise Invalid(_("This is more than can be kept."), field="basis_refs")
    basis = frozen(refs, incident=incident, actor=actor)
    unknown = [ref for ref in refs if ref not in basis]
    if unknown:
        raise Invalid(_("The journals know no such thing."), field="basis_refs", given=unknown)
    owner = given.get("owner") or None
    organisation = given.get("organisation_id") or None
    if organisation and not Organisation.objects.filter(pk=organisation).exists():
        raise Invalid(_("There is no such organisation."), field="organisation_id")
    by = (decided_by or (actor.name if actor else "")).strip()
    return Resolved(
        decided=said("decided", str(given.get("decided") or ""))[:MOST_TEXT],
        decided_by=said("decided_by", by)[:120],
        basis_text=str(given.get("basis_text") or "").strip()[:MOST_TEXT],
        basis=list(basis.values()),
        options=judged_options(given.get("options") or ()),
        outcome=str(given.get("outcome") or "").strip()[:MOST_TEXT],
        owner=known_region(owner) if owner else None,
        organisation=organisation,
        due_at=given.get("due_at"),
        is_task=bool(given.get("is_task")),
        task_kind=str(given.get("task_kind") or "")[:20],
    )


def write_decision(
    incident: Incident,
    resolved: Resolved,
    *,
    actor: Person | None,
    at: datetime,
    consultation: Consultation | None = None,
    corrects: Decision | None = None,
) -> Decision:
    """Write and record a judged decision; part of a door, never one itself."""
    decision = Decision(
        incident=incident,
        number=number_in(incident.pk, "JD"),
        consultation=consultation,
        corrects=corrects,
        decided=resolved.decided,
        decided_by=resolved.decided_by,
        basis_text=resolved.basis_text,
        basis=resolved.basis,
        options=resolved.options,
        outcome=resolved.outcome,
        owner_id=resolved.owner,
        organisation_id=resolved.organisation,
        due_at=resolved.due_at,
        actor=actor,
        occurred_at=at,
        recorded_at=now(),
    )
    decision.save(force_insert=True)
    touched = [decision.pk, *([corrects.pk] if corrects else [])]
    recorded = DecisionRecorded(
        decided=resolved.decided,
        decided_by=resolved.decided_by,
        basis_text=resolved.basis_text,
        basis=resolved.basis,
        options=resolved.options,
        consultation_id=str(consultation.pk) if consultation else None,
        corrects=str(corrects.pk) if corrects else None,
        **about(decision),
    )
    journal.append(
        recorded,
        room=incident.room_id,
        actor=actor,
        changed=selectors.changed(*touched),
        occurred_at=at,
    )
    if resolved.is_task:
        _want_task(decision, resolved, actor=actor, at=at)
    return decision


def _want_task(
    decision: Decision, resolved: Resolved, *, actor: Person | None, at: datetime
) -> None:
    wanted = DecisionTaskWanted(
        decided=resolved.decided,
        owner=resolved.owner,
        organisation_id=str(resolved.organisation) if resolved.organisation else None,
        due_at=iso_or_none(resolved.due_at),
        task_kind=resolved.task_kind,
        **about(decision),
    )
    room = decision.incident.room_id
    views = selectors.changed(decision.pk)
    journal.append(wanted, room=room, actor=actor, changed=views, occurred_at=at)


def about(decision: Decision) -> dict[str, str]:
    """Return what every fact about a decision says first."""
    return {
        "decision_id": str(decision.pk),
        "incident_id": str(decision.incident_id),
        "number": decision.number,
    }
