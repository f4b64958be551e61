"""Writing down what the solver found."""

from typing import Any
from uuid import UUID

from django.utils.timezone import now

from command.core import authority, journal
from command.core.doors import door
from command.core.models import Person
from resources.adviser.events import AdviceProven
from resources.adviser.selectors.reading import advice_view, locked_advice


@door
def prove_advice(
    *,
    actor: Person | None,
    advice_id: UUID,
    proven: list[dict[str, Any]],
    quick: list[dict[str, Any]],
    took_ms: int,
) -> bool:
    """Keep the solver's plans, and the quick ones with their gap; the first answer stands.

    Returns whether it was the first. Raises ``NotThere``.
    """
    advice = locked_advice(advice_id)
    if advice.answered_at is not None:
        return False
    with authority.acting_as(advice.origin):
        advice.proven = proven
        advice.quick = quick
        advice.took_ms = took_ms
        advice.answered_at = now()
        advice.save(update_fields=["proven", "quick", "took_ms", "answered_at"])
        assert advice.incident is not None
        journal.append(
            AdviceProven(
                advice_id=str(advice_id),
                proven=sum(1 for plan in proven if plan["is_proven"]),
                took_ms=took_ms,
            ),
            room=advice.incident.room_id,
            actor=actor,
            changed=advice_view(advice_id),
        )
    return True
