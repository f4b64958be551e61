"""Taking in a call: a new incident, or what is new about one that is known."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.models import Person
from incidents.actions.judge import said
from incidents.actions.record import record_figure, write_note
from incidents.figures import FIGURES
from incidents.lifecycle import Category
from incidents.models import Incident
from incidents.rights import RECORDING, require_open, require_part
from incidents.selectors import locked


@door
def add_report(
    *,
    actor: Person | None,
    incident_id: UUID,
    text: str,
    source: str,
    figures: Mapping[str, Decimal],
    occurred_at: datetime | None = None,
) -> Incident:
    """Add a further report of an incident that is known: its words and its figures.

    So a second call about the same does not make a second incident. Raises ``NotThere``,
    ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    state = locked(incident_id, actor=actor)
    require_part(actor, RECORDING, state, to=_("add a report"))
    require_open(state)
    told = said("text", text)
    at = occurred_at or now()
    write_note(
        actor=actor,
        incident_id=incident_id,
        category=Category.REPORT.value,
        text=f"{source}: {told}" if source else told,
        occurred_at=at,
    )
    for key, value in figures.items():
        record_figure(
            actor=actor,
            incident_id=incident_id,
            key=key,
            value=value,
            unit=FIGURES[key].unit if key in FIGURES else "",
            source=source or (actor.name if actor else "?"),
            observed_at=at,
        )
    return state.incident
