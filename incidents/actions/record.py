"""Recording figures, and the event chronicle."""

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from incidents.actions.judge import known_region, said
from incidents.events import FigureRecorded, NoteWritten
from incidents.figures import FIGURES
from incidents.lifecycle import Category
from incidents.models import Note, Observation
from incidents.rights import RECORDING, require_not_merged, require_part
from incidents.selectors import FigureCard, NoteCard, changed, locked

MOST = Decimal(10) ** 13  # the column holds 18 digits, 4 of them after the point


@door
def record_figure(
    *,
    actor: Person | None,
    incident_id: UUID,
    key: str,
    value: Decimal | float,
    unit: str,
    source: str,
    region: str | None = None,
    observed_at: datetime | None = None,
) -> Observation:
    """Record a figure with its source; what other sources said stays.

    ``region`` is the part of the incident it was counted in. Raises
    ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` when it was merged.
    An ended incident takes figures still: deaths count for thirty days.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, RECORDING, state, to=_("record figures"))
    amount = _judged(key, value, unit)
    require_not_merged(state)
    if region is not None:
        known_region(region)

    figure = Observation(
        incident=incident,
        key=key,
        value=amount,
        unit=unit,
        source=said("source", source),
        region_id=region,
        actor=actor,
        occurred_at=observed_at or now(),
    )
    figure.save(force_insert=True)
    card = FigureCard.of(figure, incident)
    journal.append(
        FigureRecorded(
            incident_id=str(incident.id),
            figure_id=card.id,
            key=key,
            value=card.value,
            unit=unit,
            source=figure.source,
            region=region,
        ),
        room=incident.room_id,
        actor=actor,
        changed={**changed(incident), f"figure.{card.id}": asdict(card)},
        occurred_at=figure.occurred_at,
    )
    return figure


@door
def write_note(
    *,
    actor: Person | None,
    incident_id: UUID,
    category: str,
    text: str,
    occurred_at: datetime | None = None,
) -> Note:
    """Write a line into the event chronicle.

    Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, RECORDING, state, to=_("write into the chronicle"))
    if category not in Category.values:
        raise Invalid(_("There is no such category."), allowed=Category.values)

    note = Note(
        incident=incident,
        category=Category(category).value,
        text=said("text", text),
        actor=actor,
        occurred_at=occurred_at or now(),
    )
    note.save(force_insert=True)
    card = NoteCard.of(note, incident)
    journal.append(
        NoteWritten(
            incident_id=str(incident.id),
            note_id=card.id,
            category=card.category,
            text=card.text,
        ),
        room=incident.room_id,
        actor=actor,
        changed={f"note.{card.id}": asdict(card)},
        occurred_at=note.occurred_at,
    )
    return note


def _judged(key: str, value: Decimal | float, unit: str) -> Decimal:
    if key not in FIGURES:
        raise Invalid(_("There is no such figure."), key=key, allowed=list(FIGURES))
    if unit != FIGURES[key].unit:
        raise Invalid(_("This figure is kept in another unit."), unit=FIGURES[key].unit)
    amount = Decimal(str(value))
    if not amount.is_finite() or not 0 <= amount < MOST:
        raise Invalid(_("A figure is a number from nought up."), value=str(value))
    if FIGURES[key].is_finding and amount not in {0, 1}:
        raise Invalid(_("A finding is 1 for yes or 0 for no."), value=str(value))
    return amount.quantize(Decimal("0.0001"))
