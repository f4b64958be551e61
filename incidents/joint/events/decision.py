"""Facts about decisions."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.joint.events.base import Told

Said = str | Promise


@dataclass(frozen=True, kw_only=True)
class AboutDecision(Told):
    """Names the decision."""

    decision_id: str
    incident_id: str
    number: str


@dataclass(frozen=True, kw_only=True)
class DecisionRecorded(AboutDecision, Event):
    """Something was decided; ``basis`` is what was known then, copied."""

    kind: ClassVar[str] = "decision.recorded"
    says: ClassVar[Said] = _("Decision {number}: {decided}")
    decided: str
    decided_by: str
    basis_text: str
    basis: list[dict[str, Any]]
    options: list[dict[str, Any]]
    consultation_id: str | None
    corrects: str | None


@dataclass(frozen=True, kw_only=True)
class DecisionTaskWanted(AboutDecision, Event):
    """A decision is to be carried out as a task; tasking drafts it."""

    kind: ClassVar[str] = "decision.task_wanted"
    says: ClassVar[Said] = _("Decision {number} is to become a task")
    decided: str
    owner: str | None
    organisation_id: str | None
    due_at: str | None
    task_kind: str


@dataclass(frozen=True, kw_only=True)
class DecisionTaskLinked(AboutDecision, Event):
    """The task that carries a decision out was drafted."""

    kind: ClassVar[str] = "decision.task_linked"
    says: ClassVar[Said] = _("Decision {number} → task {task_number}")
    task_id: str
    task_number: str


@dataclass(frozen=True, kw_only=True)
class OutcomeRecorded(AboutDecision, Event):
    """What came of a decision became known."""

    kind: ClassVar[str] = "decision.outcome_recorded"
    says: ClassVar[Said] = _("Outcome of decision {number}: {text}")
    text: str
