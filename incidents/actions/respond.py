"""Activating, adjusting and ending the response of a jurisdiction."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import Person
from command.core.policies import COMMANDING, require
from command.core.times import iso
from incidents.actions.judge import grade_known, known_region, said
from incidents.actions.response_fold import RESPONSE
from incidents.events import ResponseActivated, ResponseAdjusted, ResponseEnded
from incidents.models import (
    NEEDS_APPROVAL,
    Incident,
    ResponseChange,
    ResponseProposal,
    ResponseState,
)
from incidents.rights import require_open
from incidents.selectors import ResponseCard, changed, locked


@dataclass(frozen=True)
class Measure:
    """What a response consists of: the four things that the law wants said."""

    level: int
    matter: str
    measures: str
    expected_until: datetime

    @classmethod
    def judged(
        cls, level: int, matter: str, measures: str, expected_until: datetime, at: datetime
    ) -> "Measure":
        """Return it when all four are there. Raises ``Invalid``, naming the one that is not."""
        if expected_until <= at:
            raise Invalid(
                _("The expected duration ends before it begins."), field="expected_until"
            )
        return cls(
            level=grade_known(level),
            matter=said("matter", matter),
            measures=said("measures", measures),
            expected_until=expected_until,
        )


@door
def activate_response(
    *,
    actor: Person | None,
    incident_id: UUID,
    jurisdiction: str,
    level: int,
    matter: str,
    measures: str,
    expected_until: datetime,
    occurred_at: datetime | None = None,
) -> ResponseState:
    """Start the response of a jurisdiction at level III or IV, or adjust it to one.

    Levels I and II take a proposal and the approval of somebody else. Raises
    ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    state = locked(incident_id, actor=actor)
    known_region(jurisdiction)
    require(actor, COMMANDING, to=_("activate a response"), region=jurisdiction)
    if level in NEEDS_APPROVAL:
        raise NotPermitted(
            _("Levels I and II need a proposal and the approval of another person."),
            needs="proposal",
            level=level,
        )
    require_open(state)
    at = occurred_at or now()
    measure = Measure.judged(level, matter, measures, expected_until, at)
    return set_response(state.incident, actor, jurisdiction, measure, at, None)


@door
def end_response(
    *,
    actor: Person | None,
    incident_id: UUID,
    jurisdiction: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> ResponseState:
    """End the response of a jurisdiction: whoever starts it ends it.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when none
    is active.
    """
    state = locked(incident_id, actor=actor)
    known_region(jurisdiction)
    require(actor, COMMANDING, to=_("end a response"), region=jurisdiction)
    before = _level_now(state.incident, jurisdiction)
    if before is None:
        raise Conflict(_("No response is active there."), jurisdiction=jurisdiction)

    at = occurred_at or now()
    change = _change(state.incident, actor, jurisdiction, at)
    change.reason = said("reason", reason)
    fact = ResponseEnded(
        incident_id=str(incident_id),
        jurisdiction=jurisdiction,
        before=before,
        reason=change.reason,
    )
    return _put(change, fact)


def set_response(
    incident: Incident,
    actor: Person | None,
    jurisdiction: str,
    measure: Measure,
    at: datetime,
    proposal: ResponseProposal | None,
) -> ResponseState:
    """Write and record a response that has been judged; part of a door, never one itself."""
    before = _level_now(incident, jurisdiction)
    change = _change(incident, actor, jurisdiction, at)
    change.level = measure.level
    change.matter = measure.matter
    change.measures = measure.measures
    change.expected_until = measure.expected_until
    change.proposal = proposal
    told: dict[str, Any] = {
        "incident_id": str(incident.id),
        "jurisdiction": jurisdiction,
        "level": measure.level,
        "matter": measure.matter,
        "measures": measure.measures,
        "expected_until": iso(measure.expected_until),
    }
    if before is None:
        return _put(change, ResponseActivated(**told))
    return _put(change, ResponseAdjusted(before=before, **told))


def _level_now(incident: Incident, jurisdiction: str) -> int | None:
    found = ResponseState.objects.filter(pk=ResponseState.key(incident.id, jurisdiction))
    return found.values_list("level", flat=True).first()


def _change(
    incident: Incident, actor: Person | None, jurisdiction: str, at: datetime
) -> ResponseChange:
    # The incident's state row is locked, so no other step can come between.
    last = ResponseState.objects.filter(incident=incident).aggregate(last=Max("step"))["last"]
    return ResponseChange(
        incident=incident,
        jurisdiction_id=jurisdiction,
        step=(last or 0) + 1,
        actor=actor,
        occurred_at=at,
    )


def _put(
    change: ResponseChange, fact: ResponseActivated | ResponseAdjusted | ResponseEnded
) -> ResponseState:
    incident = change.incident
    change.save(force_insert=True)
    response = RESPONSE.put(change)
    card = asdict(ResponseCard.of(response, incident))
    journal.append(
        fact,
        room=incident.room_id,
        actor=change.actor,
        changed={**changed(incident), f"response.{response.id}": card},
        occurred_at=change.occurred_at,
    )
    return response
