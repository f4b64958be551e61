"""Reserve floors that wait for the reader's signature, as something to decide."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.board.cards import UNRATED, Consequence, Decision
from command.board.selectors.sight import Sight
from command.core import regions
from command.core.models import Duty
from incidents.models import Incident
from resources.adviser.selectors.reading import BreachCard
from resources.adviser.selectors.signing import breaches_awaiting
from resources.adviser.words import thing_name, with_unit


def unsigned(sight: Sight) -> list[Decision]:
    """Return the floors of the reader's city that the reader's post may sign for."""
    cards = breaches_awaiting(sight.person)
    rows = Incident.objects.filter(pk__in=[card.incident for card in cards if card.incident])
    incidents = {str(row.pk): row for row in rows.select_related("state")} if cards else {}
    return [_floor(card, incidents.get(card.incident or "")) for card in cards]


def _floor(card: BreachCard, incident: Incident | None) -> Decision:
    where = regions.name(card.city)
    link = reverse("forces-request", args=[card.request]) if card.request else ""
    if not link and incident is not None:
        link = reverse("adviser", args=[incident.pk])
    return Decision(
        kind="floor",
        key=card.id,
        incident=card.incident or "",
        level=(incident.state.grade if incident else None) or UNRATED,
        title=_("%(where)s: sign for %(thing)s, %(amount)s below its reserve floor?")
        % {
            "where": where,
            "thing": thing_name(card.what),
            "amount": with_unit(card.broken, card.what),
        },
        asker=regions.name(card.origin),
        asked_at=datetime.fromisoformat(card.at),
        basis=incident.title if incident else "",
        approve=pgettext("floor", "Sign"),
        decline=pgettext("floor", "Refuse"),
        consequences=(
            Consequence(_("Floor of %(where)s") % {"where": where}, str(card.floor)),
            Consequence(
                _("Left after lending"), str(card.left), "short" if card.left else "none"
            ),
            Consequence(_("Signature of"), str(dict(Duty.Post.choices)[card.signed_by])),
        ),
        link=link,
        link_word=_("In full"),
    )
