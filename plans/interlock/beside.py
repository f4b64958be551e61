"""Promises that do not hold, as work of whoever has to answer, beside the incidents."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core.models import Person
from command.core.policies import scopes_of
from command.tasking.desk.beside import Beside
from command.tasking.desk.cards import ACCEPTED, DONE, WAITING
from command.tasking.lifecycle import Verb
from plans.interlock.lifecycle import Status
from plans.interlock.pages import Short, short_of
from plans.interlock.selectors import ShortfallCard, shortfalls


def work(person: Person) -> Iterator[Beside]:
    """Yield what the cities that the person is on duty for have to answer."""
    scopes = scopes_of(person)
    if not scopes:
        return
    for card in shortfalls(person):
        # What a neighbour has to answer is the neighbour's work.
        if card.origin == person.origin or card.origin in scopes:
            yield _work(card, short_of(card, person))


def _work(card: ShortfallCard, one: Short) -> Beside:
    takes = one.may_answer and not card.taken_at
    return Beside(
        key=card.id,
        kind=pgettext("work", "promise"),
        sign=one.sign,
        title=_("%(thing)s %(found)s/%(wanted)s, %(giver)s → %(taker)s")
        % {
            "thing": one.thing,
            "found": card.found,
            "wanted": card.wanted,
            "giver": one.giver,
            "taker": one.taker,
        },
        about=one.title,
        who=card.owner or _("nobody on duty to answer"),
        owner=card.owner_id or "",
        city=card.origin,
        column=_column(card),
        late=one.late,
        due_at=one.due_at,
        at=datetime.fromisoformat(card.at),
        url=reverse("shortfall", args=[card.id]),
        act=str(Verb.ACKNOWLEDGE.label) if takes else "",
        act_url=reverse("shortfall-take", args=[card.id]) if takes else "",
        onward=_("Answer for it") if one.may_answer and card.taken_at else "",
    )


def _column(card: ShortfallCard) -> str:
    if card.status != Status.OPEN:
        return DONE
    return ACCEPTED if card.taken_at else WAITING
