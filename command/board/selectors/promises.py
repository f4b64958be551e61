"""Promises between the cities' plans that do not hold, as something to decide."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from command.board.cards import UNRATED, Consequence, Decision
from command.board.selectors.sight import Sight
from command.core import regions
from command.core.policies import holds
from plans.interlock.lifecycle import Status
from plans.interlock.pages import Short, short_of
from plans.interlock.rights import MAY_ANSWER
from plans.interlock.selectors import shortfalls


def broken_promises(sight: Sight) -> list[Decision]:
    """Return what waits for the answer of the reader's own city."""
    person = sight.person
    if not sight.scopes or not holds(person, MAY_ANSWER, region=person.origin):
        return []
    waiting = shortfalls(person, status=Status.OPEN.value)
    return [
        _decision(short_of(card, person)) for card in waiting if card.origin == person.origin
    ]


def _decision(one: Short) -> Decision:
    card = one.card
    return Decision(
        kind="shortfall",
        key=card.id,
        level=UNRATED,
        title=_("%(giver)s → %(taker)s: %(thing)s, %(found)s of %(wanted)s")
        % {
            "giver": one.giver,
            "taker": one.taker,
            "thing": one.thing,
            "found": card.found,
            "wanted": card.wanted,
        },
        asker=regions.name(card.taker) if card.taker else _("the system"),
        asked_at=datetime.fromisoformat(card.opened_at),
        basis=one.matter,
        consequences=(
            Consequence(_("There / wanted"), f"{card.found}/{card.wanted}"),
            Consequence(_("Answer by"), f"{one.due_at.astimezone():%m-%d %H:%M}"),
            Consequence(_("The plan it stands in"), one.title),
        ),
        may_decline=False,
        is_seen=True,
        link=reverse("shortfall", args=[card.id]),
        link_word=_("Look at the promise"),
    )
