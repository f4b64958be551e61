"""Calling people about a promise that does not hold: by push, else by SMS.

Paging brings it out: its guard calls nobody off duty, nor about what was answered meanwhile.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from command.core.models import Person
from command.tasking.paging.actions import Letter, page_people
from plans.interlock.lifecycle import Status
from plans.interlock.models import Shortfall
from plans.interlock.stock import things
from plans.interlock.words import city, thing_name, title_of, unit_of

# What a call is about: that nobody has taken it on, or that nobody has answered.
UNTAKEN, UNANSWERED = "shortfall", "shortfall_late"


def call(row: Shortfall, people: Iterable[Person], about: str) -> None:
    """Queue a call for each, in their own language; for doors."""
    named = {person.pk: person for person in people}
    if named:
        letters = [_letter(row, person, about) for person in named.values()]
        page_people(actor=None, letters=letters, exercise=row.exercise_id)


def is_taken(shortfall_id: UUID) -> bool:
    """Return whether a shortfall waits for nobody to take it on any more."""
    waits = Shortfall.objects.filter(status=Status.OPEN, taken_at__isnull=True)
    return not waits.filter(pk=shortfall_id).exists()


def is_answered(shortfall_id: UUID) -> bool:
    """Return whether a shortfall waits for no answer any more."""
    return not Shortfall.objects.filter(pk=shortfall_id, status=Status.OPEN).exists()


def _letter(row: Shortfall, person: Person, about: str) -> Letter:
    with translation.override(person.language):
        told = _told(row)
        text = _("“%(title)s”: %(found)d of %(wanted)d %(unit)s. Answer by %(due)s.") % told
        if about == UNANSWERED:
            text = _("Not answered in time.") + " " + text
        elif row.rung:
            text = _("Nobody has taken it on.") + " " + text
        return Letter(
            subject=_("A promise does not hold: %(thing)s, %(giver)s for %(taker)s") % told,
            text=text,
            person=person,
            reference=f"{about}.{row.pk}",
        )


def _told(row: Shortfall) -> dict[str, Any]:
    thing = things([row.what])[row.what]
    return {
        "thing": thing_name(thing),
        "unit": unit_of(thing),
        "giver": city(row.giver),
        "taker": city(row.taker),
        "title": title_of(row.plan.title, row.plan.title_en) if row.plan else "",
        "found": row.found,
        "wanted": row.wanted,
        "due": f"{localtime(row.due_at):%m-%d %H:%M}",
    }
