"""Facts about responses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents import words
from incidents.events.base import AboutIncident


@dataclass(frozen=True, kw_only=True)
class ResponseProposed(AboutIncident, Event):
    """Somebody proposed a response."""

    kind: ClassVar[str] = "proposal.made"
    says: ClassVar[str | Promise] = _(
        "{jurisdiction}: level {level} response proposed: {matter}"
    )
    proposal_id: str
    jurisdiction: str
    level: int
    matter: str


@dataclass(frozen=True, kw_only=True)
class ProposalSigned(AboutIncident, Event):
    """A commander signed a proposed response; further signatures are needed."""

    kind: ClassVar[str] = "proposal.signed"
    says: ClassVar[str | Promise] = _(
        "{jurisdiction}: level {level} response signed by {actor}, {signed} of {needed}{why}"
    )
    proposal_id: str
    jurisdiction: str
    level: int
    signed: int
    needed: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProposalApproved(AboutIncident, Event):
    """A commander approved a proposed response."""

    kind: ClassVar[str] = "proposal.approved"
    says: ClassVar[str | Promise] = _("{jurisdiction}: level {level} response approved{why}")
    proposal_id: str
    jurisdiction: str
    level: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProposalReturned(AboutIncident, Event):
    """A commander sent a proposed response back."""

    kind: ClassVar[str] = "proposal.returned"
    says: ClassVar[str | Promise] = _(
        "{jurisdiction}: proposal of a level {level} response returned{why}"
    )
    proposal_id: str
    jurisdiction: str
    level: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResponseActivated(AboutIncident, Event):
    """A jurisdiction started its response."""

    kind: ClassVar[str] = "response.activated"
    says: ClassVar[str | Promise] = _(
        "{jurisdiction} activates level {level} response: {matter}"
    )
    jurisdiction: str
    level: int
    matter: str
    measures: str
    expected_until: str


@dataclass(frozen=True, kw_only=True)
class FromLevel(AboutIncident):
    """Says the level that was left."""

    before: int

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put both levels into words."""
        return {**words.said(payload), "before": words.level(payload["before"])}


@dataclass(frozen=True, kw_only=True)
class ResponseAdjusted(FromLevel, Event):
    """A jurisdiction changed its response."""

    kind: ClassVar[str] = "response.adjusted"
    says: ClassVar[str | Promise] = _(
        "{jurisdiction} adjusts its response from level {before} to level {level}: {matter}"
    )
    jurisdiction: str
    level: int
    matter: str
    measures: str
    expected_until: str


@dataclass(frozen=True, kw_only=True)
class ResponseEnded(FromLevel, Event):
    """A jurisdiction ended its response."""

    kind: ClassVar[str] = "response.ended"
    says: ClassVar[str | Promise] = _("{jurisdiction} ends its level {before} response{why}")
    jurisdiction: str
    reason: str
