"""How response changes make the state of each jurisdiction's response."""

from typing import Any
from uuid import UUID

from django.db import transaction

from command.core.folding import FOLDS
from incidents.models import IncidentState, ResponseChange, ResponseState


class ResponseFold:
    """How response changes make one state for each jurisdiction of an incident."""

    def put(self, change: ResponseChange) -> ResponseState:
        """Bring the state of a response up to its newest change; the incident is locked."""
        state = self._state_of(change)
        state.save(force_insert=not ResponseState.objects.filter(pk=state.pk).exists())
        return state

    def rebuild(self) -> int:
        """Make every state anew from the changes; return how many differed."""
        differed = 0
        for incident_id in ResponseChange.objects.values_list("incident_id").distinct():
            with transaction.atomic():
                differed += self._rebuild(incident_id[0])
        return differed

    def _rebuild(self, incident_id: UUID) -> int:
        list(IncidentState.objects.select_for_update().filter(pk=incident_id))
        last: dict[str, ResponseChange] = {}
        changes = ResponseChange.objects.filter(incident_id=incident_id)
        for change in changes.order_by("step", "origin"):
            last[change.jurisdiction_id] = change
        there = {s.pk: s for s in ResponseState.objects.filter(incident_id=incident_id)}
        differed = 0
        for change in last.values():
            made = self._state_of(change)
            if made.pk not in there or self._plain(there[made.pk]) != self._plain(made):
                made.save(force_insert=made.pk not in there)
                differed += 1
        return differed

    def _state_of(self, change: ResponseChange) -> ResponseState:
        return ResponseState(
            id=ResponseState.key(change.incident_id, change.jurisdiction_id),
            incident_id=change.incident_id,
            jurisdiction_id=change.jurisdiction_id,
            step=change.step,
            level=change.level,
            matter=change.matter,
            measures=change.measures,
            expected_until=change.expected_until,
            updated_at=change.occurred_at,
            origin=change.origin,
        )

    def _plain(self, state: ResponseState) -> dict[str, Any]:
        return {f.attname: getattr(state, f.attname) for f in state._meta.concrete_fields}


RESPONSE = ResponseFold()
FOLDS["incidents.Response"] = RESPONSE
