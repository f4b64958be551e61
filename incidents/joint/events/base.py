"""What every fact of this room shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents.joint import words


@dataclass(frozen=True, kw_only=True)
class Told:
    """Puts authorities, mechanisms and kinds into words."""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return words.said(payload)


@dataclass(frozen=True, kw_only=True)
class AboutOperation(Told):
    """Names the joint operation."""

    operation_id: str
    number: str


@dataclass(frozen=True, kw_only=True)
class AboutNotification(Told):
    """Names the notification."""

    notification_id: str
    incident_id: str
    number: str


@dataclass(frozen=True, kw_only=True)
class AboutConsultation(Told):
    """Names the consultation."""

    consultation_id: str
    incident_id: str
    number: str
    topic: str
