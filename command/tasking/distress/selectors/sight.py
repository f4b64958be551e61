"""Who may see a call for help, and which are open.

A call concerns the city the caller belongs to, the city the caller stands in, and the cities
that work on its incident. When nobody has acknowledged it in time it concerns all four.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import ADMINISTRATORS, duties_of, rooms_visible_to
from command.core.times import iso, iso_or_none
from command.tasking.distress.lifecycle import IN_THE_FIELD, HelpStatus
from command.tasking.distress.models import HelpState
from command.tasking.distress.selectors.cards import HelpCard

STILL_SAID = timedelta(minutes=30)  # for which the caller's phone still says how it ended


def states() -> QuerySet[HelpState]:
    """Return the calls with what a card needs."""
    return HelpState.objects.select_related("call__person", "acknowledged_by", "closed_by")


def scopes_watched(person: Person) -> frozenset[str]:
    """Return the regions for which a person watches: by duty at a post, not in the field."""
    held = duties_of(person).exclude(post__in=ADMINISTRATORS | IN_THE_FIELD)
    return frozenset(held.filter(region__isnull=False).values_list("region_id", flat=True))


def visible_to(person: Person) -> QuerySet[HelpState]:
    """Return the calls that concern a person's post, and their own. Two queries beforehand."""
    scopes = scopes_watched(person)
    mine = Q(call__person=person)
    if scopes:
        mine |= Q(widened_at__isnull=False)
        mine |= Q(call__incident__isnull=False, call__room__in=rooms_visible_to(person))
    for scope in scopes:
        mine |= _of(scope)
    return states().filter(mine)


def _of(scope: str) -> Q:
    if scope == regions.REGION:
        return Q(pk__isnull=False)
    if scope.endswith("00"):
        return Q(cities__contains=[scope])
    return Q(region=scope)


def open_states(person: Person) -> list[HelpState]:
    """Return the calls nobody has acknowledged, for a person's post; the oldest first.

    What is real stands before what is exercised.
    """
    if not scopes_watched(person):
        return []
    waiting = visible_to(person).filter(status=HelpStatus.RAISED)
    found = list(waiting.order_by("call__received_at", "pk"))
    return sorted(found, key=lambda state: state.call.exercise_id is not None)


def open_calls(person: Person) -> list[HelpCard]:
    """Return the cards of the calls nobody has acknowledged."""
    return [HelpCard.of(state) for state in open_states(person)]


def seen(call_id: UUID, person: Person) -> HelpState:
    """Return a call. Raises ``NotThere`` when hidden or missing."""
    found = visible_to(person).filter(pk=call_id).first()
    if found is None:
        raise NotThere(_("There is no such call for help."))
    return found


def locked(call_id: UUID, *, skip: bool = False) -> HelpState:
    """Return a call, held until commit; for doors. Raises ``NotThere``."""
    rows = states().select_for_update(of=("self",), skip_locked=skip)
    found = rows.filter(pk=call_id).first()
    if found is None:
        raise NotThere(_("There is no such call for help."))
    return found


def call_of(person: Person) -> dict[str, Any] | None:
    """Return a person's own last call as their phone shows it; none when it is long over."""
    own = states().filter(call__person=person)
    recent = Q(closed_at__isnull=True) | Q(closed_at__gt=now() - STILL_SAID)
    state = own.filter(recent).order_by("-call__received_at").first()
    if state is None:
        return None
    by = state.acknowledged_by
    return {
        "id": str(state.pk),
        "number": state.call.number,
        "state": str(state.status),
        "raised_at": iso(state.call.raised_at),
        "received_at": iso(state.call.received_at),
        "acknowledged_by": by.name if by else "",
        "acknowledged_at": iso_or_none(state.acknowledged_at),
        "cancelled_at": iso_or_none(state.cancelled_at),
        "closed_at": iso_or_none(state.closed_at),
        "words": state.words,
        "escalated": state.rung,
        "exercise": state.call.exercise_id is not None,
    }
