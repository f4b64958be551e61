"""Recording facts about a shortfall where giver and taker hear of it."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from command.core import journal
from command.core.events import Event
from command.core.models import Person
from command.core.rooms import inbox_room, register_room
from incidents.warnings.selectors import on_duty
from plans.interlock.models import Shortfall
from plans.interlock.selectors.cards import ShortfallCard


def tell(
    fact: Callable[..., Event],
    row: Shortfall,
    *,
    actor: Person | None,
    at: datetime,
    posts: Iterable[str] = (),
    **said: Any,
) -> None:
    """Record a fact in the rooms of the cities, and in the inboxes of ``posts`` there."""
    card = ShortfallCard.of(row)
    made = fact(
        shortfall_id=card.id,
        matter=card.matter,
        giver=card.giver,
        taker=card.taker,
        what=card.what,
        what_name=[card.what_zh, card.what_en],
        wanted=card.wanted,
        found=card.found,
        title=card.title,
        title_en=card.title_en,
        **said,
    )
    cities = sorted({row.origin, *row.concerns})
    rooms = {register_room(city, row.exercise_id) for city in cities}
    if asked := set(posts):
        for city in cities:
            people = on_duty(city, asked)
            rooms |= {inbox_room(person.pk, row.exercise_id) for person in people}
    journal.hold(*rooms)
    view = {f"shortfall.{row.pk}": asdict(card)}
    for room in sorted(rooms):
        journal.append(made, room=room, actor=actor, changed=view, occurred_at=at)
