"""Promises that do not hold: those one may see, what is due, and single ones locked."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from plans.interlock.lifecycle import Status
from plans.interlock.models import Look, Shortfall
from plans.interlock.numbers import numbers_of
from plans.interlock.selectors.cards import RELATED, ShortfallCard
from plans.interlock.stock import things
from plans.models import PlanVersion


def shortfalls(
    person: Person, *, status: str | None = None, what: str | None = None
) -> list[ShortfallCard]:
    """Return the shortfalls of the cities one is on duty for; without ``status`` all that last.

    Those that wait for an answer come first, the most urgent in front.
    """
    rows = _open_to(person)
    rows = rows.filter(status=status) if status else rows.exclude(status=Status.CLOSED)
    found = list(rows.filter(what=what) if what else rows)
    named = things({row.what for row in found})
    return sorted(
        (ShortfallCard.of(row, named) for row in found),
        key=lambda card: (card.status != Status.OPEN, card.due_at, card.id),
    )


def seen(shortfall_id: UUID, person: Person) -> ShortfallCard:
    """Return one. Raises ``NotThere`` when it is hidden or missing."""
    row = _open_to(person).filter(pk=shortfall_id).first()
    if row is None:
        raise _no_such(shortfall_id)
    return ShortfallCard.of(row)


def locked(shortfall_id: UUID, *, actor: Person | None) -> Shortfall:
    """Return one, its row locked until the transaction ends. Raises ``NotThere``."""
    rows = Shortfall.objects.all() if actor is None else _open_to(actor)
    row = rows.select_related(*RELATED).select_for_update(of=("self",)).filter(
        pk=shortfall_id
    )  # fmt: skip
    found = row.first()
    if found is None:
        raise _no_such(shortfall_id)
    return found


def standing_shortfalls() -> dict[tuple[str, str, str], Shortfall]:
    """Return all that were ever opened, by matter, plan and part. One query."""
    rows = Shortfall.objects.filter(exercise=None)
    return {(row.matter, str(row.plan_id), row.part): row for row in rows}


def unanswered(at: datetime) -> list[UUID]:
    """Return those whose time to answer has passed, and whose commander was not told."""
    rows = Shortfall.objects.filter(
        status=Status.OPEN, due_at__lte=at, escalated_at__isnull=True
    )
    return list(rows.order_by("due_at").values_list("pk", flat=True)[:200])


def silent(at: datetime) -> list[UUID]:
    """Return those that nobody has taken on, and for which the next rung of silence is due."""
    rows = Shortfall.objects.filter(chase_at__lte=at)
    return list(rows.order_by("chase_at").values_list("pk", flat=True)[:200])


def last_look() -> Look | None:
    """Return the newest look at all promises. One query."""
    return Look.objects.order_by("-at").first()


def due(at: datetime) -> bool:
    """Return whether all promises are to be looked at: at night, and after a publication."""
    look = last_look()
    if look is None or look.at < last_night(at):
        return True
    return PlanVersion.objects.filter(published_at__gt=look.at).exists()


def last_night(at: datetime) -> datetime:
    """Return when the nightly look was last due."""
    hour = min(23, numbers_of(regions.REGION).night_hour)
    here = localtime(at)
    tonight = datetime.combine(here.date(), time(hour), tzinfo=here.tzinfo)
    return tonight if tonight <= here else tonight - timedelta(days=1)


def _open_to(person: Person) -> QuerySet[Shortfall]:
    scopes = scopes_of(person)
    rows = Shortfall.objects.select_related(*RELATED)
    if regions.REGION in scopes:
        return rows
    sides = sorted(scopes & set(regions.CITIES))
    return rows.filter(Q(origin__in=sides) | Q(concerns__overlap=sides))


def _no_such(shortfall_id: UUID) -> NotThere:
    return NotThere(_("No such thing, or not visible to you."), id=str(shortfall_id))
