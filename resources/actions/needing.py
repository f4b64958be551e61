"""Serving a need: what may be ordered or asked for it, and how much."""

from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import Conflict, NotThere
from incidents.models import Incident
from resources.actions.capable import Thing
from resources.actions.what import What
from resources.models import Need, Team
from resources.selectors.need_sums import sums_of
from resources.selectors.reading import locked_need


def need_for(need_id: UUID | None, incident: Incident) -> Need | None:
    """Return the incident's need, locked, if there is one to serve; closed ones are refused."""
    if need_id is None:
        return None
    need = locked_need(need_id)
    if need.incident_id != incident.pk:
        raise NotThere(_("There is no such need of this incident."))
    if need.closed_at is not None:
        raise Conflict(_("The need is closed."), need=str(need_id))
    return need


def check_need(need: Need, thing: Thing, quantity: int) -> None:
    """Raise ``Conflict`` unless a need lacks so much of what ``thing`` is."""
    kind, supply = (thing.kind, None) if isinstance(thing, Team) else ("", thing.supply_id)
    if (need.team_kind, need.supply_id) != (kind, supply):
        raise Conflict(_("The need is for something else."), need=str(need))
    check_open(need, quantity)


def check_open(need: Need, quantity: int) -> None:
    """Raise ``Conflict`` unless nobody has promised so much of a need yet."""
    still_open = need.quantity - sums_of([need.pk])[need.pk].accepted
    if quantity > still_open:
        raise Conflict(
            _("Of the need only %(open)s are still open.") % {"open": still_open},
            open=still_open,
        )


def check_unasked(need: Need, thing: What, quantity: int) -> None:
    """Raise ``Conflict`` unless so much of a need has been asked of nobody."""
    supply = thing.supply.pk if thing.supply else None
    if (need.team_kind, need.supply_id) != (thing.team_kind, supply):
        raise Conflict(_("The need is for something else."), need=str(need))
    sums = sums_of([need.pk])[need.pk]
    unasked = need.quantity - sums.claimed - sums.own
    if quantity > unasked:
        raise Conflict(
            _("Of the need only %(left)s have not been asked for yet.")
            % {"left": max(unasked, 0)},
            left=max(unasked, 0),
        )
