"""Recording decisions, what came of them, and the tasks that carry them out."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.policies import DESK
from incidents.actions.judge import said
from incidents.joint.actions.judge import MOST_TEXT
from incidents.joint.actions.written import about, resolve, write_decision
from incidents.joint.events import DecisionTaskLinked, OutcomeRecorded
from incidents.joint.models import Decision, DecisionOutcome, DecisionTask
from incidents.joint.rights import require_author
from incidents.joint.selectors import decisions as selectors
from incidents.joint.selectors.operations import no_such
from incidents.models import IncidentState
from incidents.rights import require_part
from incidents.selectors import locked


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
        OutcomeRecorded(text=words, **about(decision)),
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
        DecisionTaskLinked(task_id=str(task_id), task_number=number, **about(decision)),
        room=held.incident.room_id,
        actor=actor,
        changed=selectors.changed(decision.pk),
    )
    return link


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
