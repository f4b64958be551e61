"""Saying which of several figures holds."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, NotThere
from command.core.models import Person
from incidents.actions.judge import said
from incidents.events import FigurePreferred
from incidents.models import FigureChoice
from incidents.rights import RECORDING, require_not_merged, require_part
from incidents.selectors import FigureCard, changed, locked
from incidents.selectors.choices import about
from incidents.selectors.figures import rivals_of


@door
def prefer_figure(
    *,
    actor: Person | None,
    incident_id: UUID,
    observation_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> FigureChoice:
    """Record which of the figures that sources gave holds, and why.

    Nothing is averaged and nothing is lost; a newer figure of any source opens the question
    again. Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, ``Invalid``, or
    ``Conflict`` when that figure is not in question any more.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, RECORDING, state, to=_("say which figure holds"))
    require_not_merged(state)
    figure = about([incident.pk]).filter(pk=observation_id).first()
    if figure is None:
        raise NotThere(_("There is no such figure of this incident."))
    if figure.pk not in rivals_of(incident, figure.key, figure.region_id):
        raise Conflict(_("There is a newer figure of this source, or a nearer one."))
    why = said("reason", reason)

    choice = FigureChoice(
        incident=incident,
        observation=figure,
        reason=why,
        actor=actor,
        occurred_at=occurred_at or now(),
    )
    choice.save(force_insert=True)
    card = FigureCard.of(figure, incident)
    own = {f"figure.{card.id}": asdict(card)} if figure.incident_id == incident.pk else {}
    journal.append(
        FigurePreferred(
            incident_id=str(incident.id),
            figure_id=card.id,
            key=figure.key,
            value=card.value,
            unit=figure.unit,
            source=figure.source,
            region=figure.region_id,
            reason=why,
        ),
        room=incident.room_id,
        actor=actor,
        changed={**changed(incident), **own},
        occurred_at=choice.occurred_at,
    )
    return choice
