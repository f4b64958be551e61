"""Areas that have been left without a kind of force, as something to decide."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from command.board.cards import UNRATED, Consequence, Decision
from command.board.selectors.sight import Sight
from command.core import regions
from command.core.policies import holds
from command.core.tongues import is_english
from resources.coverage.selectors import GapCard, gaps
from resources.rights import MAY_COMMIT


def uncovered(sight: Sight) -> list[Decision]:
    """Return the gaps that nobody has taken notice of, for whoever sends forces there."""
    person = sight.person
    if not sight.scopes or not holds(person, MAY_COMMIT, region=person.origin):
        return []
    return [_gap(card) for card in gaps(person) if card.acknowledged_at is None]


def _gap(card: GapCard) -> Decision:
    chinese = not is_english()
    what = card.what_zh if chinese else card.what_en
    area = card.area_zh if chinese else card.area_en
    title = _("%(area)s is left without %(what)s") % {"area": area, "what": what}
    return Decision(
        kind="gap",
        key=card.id,
        level=UNRATED,
        title=f"{title} ({_('drill')})" if card.exercise else title,
        asker=regions.name(card.origin),
        asked_at=datetime.fromisoformat(card.opened_at),
        basis=_("%(found)s of %(needed)s within %(minutes)s min")
        % {"found": card.found, "needed": card.needed, "minutes": card.minutes},
        consequences=(Consequence(_("Within reach"), f"{card.found}/{card.needed}"),),
        may_decline=False,
        is_seen=True,
        link=reverse("coverage"),
        link_word=_("Move-up advice"),
    )
