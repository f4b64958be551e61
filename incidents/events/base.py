"""What every fact about an incident shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents import words


@dataclass(frozen=True, kw_only=True)
class AboutIncident:
    """Names the incident, and puts regions, levels and grades into words."""

    incident_id: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return words.said(payload)
