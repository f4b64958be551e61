"""Recording decisions, what came of them, and the tasks that carry them out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Organisation, Person
from command.core.policies import DESK
from command.core.times import iso_or_none
from incidents.actions.judge import known_region, said
from incidents.joint.actions.judge import MOST_LINES, MOST_TEXT, judged_options
from incidents.joint.actions.numbers import number_in
from incidents.joint.events import (
    DecisionRecorded,
    DecisionTaskLinked,
    DecisionTaskWanted,
    OutcomeRecorded,
)
from incidents.joint.models import Consultation, Decision, DecisionOutcome, DecisionTask
from incidents.joint.rights import require_author
from incidents.joint.selectors import decisions as selectors
from incidents.joint.selectors.known import frozen
from incidents.joint.selectors.operations import no_such
from incidents.models import Incident, IncidentState
from incidents.rights import require_part
from incidents.selectors import locked


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


@door
def record_decision(
    *,
    actor: Person | None,
    incident_id: UUID,
    decided: str,
    basis_refs: Iterable[str] = (),
    basis_text: str = "",
    options: Iterable[Mapping[str, Any]] = (),
    outcome: str = "",
    decided_by: str = "",
    corrects: UUID | None = None,
    owner: str | None = None,
    organisation_id: UUID | None = None,
    due_at: datetime | None = None,
    is_task: bool = False,
    task_kind: str = "",
    occurred_at: datetime | None = None,
) -> Decision:
    """Record what was decided, by whom, and on what basis, frozen as it is known now.

    ``basis_refs`` are references of the journals, like ``figure.<id>``. ``corrects`` is an
    earlier decision of the same incident that this one puts right; who wrote that, or leads,
    may. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when that was
    corrected already. An ended incident takes decisions still: they are reviewed afterwards.
    """
    held = locked(incident_id, actor=actor)
    require_part(actor, DESK, held, to=_("record a decision"))
    earlier = _judged_correction(corrects, held, actor) if corrects else None
    resolved = resolve(
        held.incident,
        {
            "decided": decided,
            "basis_refs": basis_refs,
            "basis_text": basis_text,
            "options": options,
            "outcome": outcome,
            "owner": owner,
            "organisation_id": organisation_id,
            "due_at": due_at,
            "is_task": is_task,
            "task_kind": task_kind,
        },
        actor=actor,
        decided_by=decided_by,
    )
    at = occurred_at or now()
    return write_decision(held.incident, resolved, actor=actor, at=at, corrects=earlier)


@door
def record_outcome(
    *,
    actor: Person | None,
    decision_id: UUID,
    text: str,
    occurred_at: datetime | None = None,
) -> Decision:
    """Say what came of a decision. Raises ``NotThere``, ``NotPermitted`` or ``Invalid``."""
    decision = _decision(decision_id)
    held = locked(decision.incident_id, actor=actor)
    require_part(actor, DESK, held, to=_("record an outcome"))
    words, at = said("text", text)[:MOST_TEXT], occurred_at or now()
    DecisionOutcome(decision=decision, text=words, actor=actor, occurred_at=at).save(
        force_insert=True
    )
    journal.append(
        OutcomeRecorded(text=words, **_about(decision)),
        room=held.incident.room_id,
        actor=actor,
        changed=selectors.changed(decision.pk),
        occurred_at=at,
    )
    return decision


@door
def link_task(
    *, actor: Person | None, decision_id: UUID, task_id: UUID, number: str
) -> DecisionTask:
    """Note which task carries a decision out; tasking says so when it has drafted it."""
    decision = _decision(decision_id)
    held = locked(decision.incident_id, actor=actor)
    link = DecisionTask(decision=decision, task=task_id, number=number)
    link.save(force_insert=True)
    journal.append(
        DecisionTaskLinked(task_id=str(task_id), task_number=number, **_about(decision)),
        room=held.incident.room_id,
        actor=actor,
        changed=selectors.changed(decision.pk),
    )
    return link


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
        **_about(decision),
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
        **_about(decision),
    )
    room = decision.incident.room_id
    views = selectors.changed(decision.pk)
    journal.append(wanted, room=room, actor=actor, changed=views, occurred_at=at)


def _judged_correction(corrects: UUID, held: IncidentState, actor: Person | None) -> Decision:
    earlier = Decision.objects.filter(pk=corrects, incident=held.incident).first()
    if earlier is None:
        raise Invalid(_("There is no such decision here."), field="corrects")
    require_author(actor, earlier.origin, held, to=_("correct this decision"))
    if earlier.corrections.exists():
        raise Conflict(_("This decision was corrected already."), corrects=str(corrects))
    return earlier


def _decision(decision_id: UUID) -> Decision:
    found = Decision.objects.select_related("incident").filter(pk=decision_id).first()
    if found is None:
        raise no_such()
    return found


def _about(decision: Decision) -> dict[str, str]:
    return {
        "decision_id": str(decision.pk),
        "incident_id": str(decision.incident_id),
        "number": decision.number,
    }
