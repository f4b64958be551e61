"""The public views of a warning and of the duty to decide."""

from dataclasses import dataclass
from typing import Any, Self

from command.core.times import iso, iso_or_none
from incidents.warnings import words
from incidents.warnings.lifecycle import Kind
from incidents.warnings.models import (
    Obligation,
    ObligationState,
    PublicWarning,
    WarningVersion,
)

STATES = {Kind.CANCEL.value: "cancelled", Kind.EXPIRED.value: "expired"}


@dataclass(frozen=True, slots=True)
class WarningCard:
    """A warning as its last version says it.

    ``state`` is ``in_force``, ``cancelled`` or ``expired``; ``level`` goes from 1 (red) to
    4 (blue), null when a foreign sender did not say. ``acknowledged`` maps the addressed
    cities that took note of this version to ``by`` and ``at``.
    """

    id: str
    incident: str | None
    region: str
    unit_code: str
    unit: str
    unit_en: str
    event_type: str
    event_zh: str
    event_en: str
    state: str
    kind: str
    handling: str
    level: int | None
    urgency: str
    certainty: str
    headline: str
    headline_en: str
    matters: str
    advice: str
    area: str
    regions: list[str]
    polygons: list[list[list[float]]]
    circles: list[list[float]]
    channels: list[str]
    addressed: list[str]
    acknowledged: dict[str, Any]
    identifier: str
    version: str
    versions: int
    sent_at: str
    effective_at: str | None
    onset_at: str | None
    expires_at: str | None
    issued_at: str
    foreign: bool
    note: str
    contact: str
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, warning: PublicWarning, versions: list[WarningVersion]) -> Self:
        """Build the card; needs the versions in order, with acknowledgements read before."""
        last = versions[-1]
        said = [one for one in versions if one.kind != Kind.EXPIRED][-1]
        kind = warning.event_type
        drill = warning.exercise_id is not None
        headline_en = last.headline
        if not warning.foreign and kind is not None and last.level is not None:
            headline_en = words.headline_en(
                warning.unit_name_en, said.kind, kind.name_en, last.level, drill=drill
            )
        taken = {
            a.city_id: {"by": a.actor.name if a.actor else "", "at": iso(a.occurred_at)}
            for a in said.acknowledgements.all()
        }
        return cls(
            id=str(warning.id),
            incident=str(warning.incident_id) if warning.incident_id else None,
            region=warning.region_id,
            unit_code=warning.unit_code,
            unit=warning.unit_name,
            unit_en=warning.unit_name_en or warning.unit_name,
            event_type=warning.event_type_id or "",
            event_zh=kind.name_zh if kind else warning.event_text,
            event_en=kind.name_en if kind else warning.event_text,
            state=STATES.get(last.kind, "in_force"),
            kind=last.kind,
            handling=last.handling,
            level=last.level,
            urgency=last.urgency,
            certainty=last.certainty,
            headline=said.headline,
            headline_en=headline_en,
            matters=last.matters,
            advice=last.advice,
            area=last.area_text,
            regions=list(last.regions),
            polygons=last.polygons,
            circles=last.circles,
            channels=list(last.channels),
            addressed=list(last.addressed),
            acknowledged=taken,
            identifier=said.identifier,
            version=str(said.id),
            versions=len(versions),
            sent_at=iso(said.sent_at),
            effective_at=iso_or_none(last.effective_at),
            onset_at=iso_or_none(last.onset_at),
            expires_at=iso_or_none(last.expires_at),
            issued_at=iso(warning.issued_at),
            foreign=warning.foreign,
            note=last.note,
            contact=last.contact,
            at=iso(last.sent_at),
            room=warning.room,
            exercise=drill,
            origin=warning.origin,
        )


@dataclass(frozen=True, slots=True)
class ObligationCard:
    """A jurisdiction's duty to decide, with the drafted activation.

    ``state`` is ``open``, ``activated``, ``proposed``, ``declined`` or ``lapsed``.
    """

    id: str
    warning: str
    incident: str | None
    jurisdiction: str
    level: int
    headline: str
    suggested_level: int
    matter: str
    measures: str
    expected_until: str
    basis: str
    started_at: str
    due_at: str
    rung: int
    next_at: str | None
    state: str
    decided_by: str
    decided_at: str | None
    reason: str
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, obligation: Obligation, state: ObligationState) -> Self:
        """Build the card; needs version and who decided read before."""
        return cls(
            id=str(obligation.id),
            warning=str(obligation.warning_id),
            incident=str(state.incident_id) if state.incident_id else None,
            jurisdiction=obligation.jurisdiction_id,
            level=obligation.level,
            headline=obligation.version.headline,
            suggested_level=obligation.suggested_level,
            matter=obligation.matter,
            measures=obligation.measures,
            expected_until=iso(obligation.expected_until),
            basis=obligation.basis,
            started_at=iso(obligation.started_at),
            due_at=iso(obligation.due_at),
            rung=state.rung,
            next_at=iso_or_none(state.chase_at),
            state=str(state.status),
            decided_by=state.decided_by.name if state.decided_by else "",
            decided_at=iso_or_none(state.decided_at),
            reason=state.reason,
            at=iso(state.updated_at),
            room=obligation.room,
            exercise=obligation.exercise_id is not None,
            origin=obligation.origin,
        )
