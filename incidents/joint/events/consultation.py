"""Facts about consultations."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.joint.events.base import AboutConsultation

Said = str | Promise


@dataclass(frozen=True, kw_only=True)
class ConsultationConvened(AboutConsultation, Event):
    """A consultation was called."""

    kind: ClassVar[str] = "consultation.convened"
    says: ClassVar[Said] = _("{consultation_kind} {number} convened: {topic}")
    consultation_kind: str
    planned_at: str
    members: list[str]


@dataclass(frozen=True, kw_only=True)
class ConsultationStarted(AboutConsultation, Event):
    """A consultation began."""

    kind: ClassVar[str] = "consultation.started"
    says: ClassVar[Said] = _("Consultation {number} in session: {topic}")


@dataclass(frozen=True, kw_only=True)
class ConsultationConcluded(AboutConsultation, Event):
    """A consultation came to its findings and decisions."""

    kind: ClassVar[str] = "consultation.concluded"
    says: ClassVar[Said] = _(
        "Consultation {number} concluded with {decisions} decisions: {topic}"
    )
    decisions: int
    situation: str
    trend: str
    risks: str


@dataclass(frozen=True, kw_only=True)
class ConsultationCorrected(AboutConsultation, Event):
    """The minutes of a consultation have a new version."""

    kind: ClassVar[str] = "consultation.corrected"
    says: ClassVar[Said] = _("Minutes of consultation {number} corrected{why}")
    version: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ConsultationCancelled(AboutConsultation, Event):
    """A consultation does not take place."""

    kind: ClassVar[str] = "consultation.cancelled"
    says: ClassVar[Said] = _("Consultation {number} cancelled{why}")
    reason: str
