"""Handovers as people may read them: within the authority, and above it."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of, within
from incidents.roster.models import Handover, HandoverTaken
from incidents.roster.selectors.cards import HandoverCard


def visible_to(person: Person) -> QuerySet[Handover]:
    """Return the handovers of the authorities over which ``person`` is on duty."""
    mine = Q(giver=person) | Q(taker=person)
    for scope in scopes_of(person):
        mine |= within(scope, "region_id")
    rows = Handover.objects.filter(mine).select_related("giver", "taker")
    return rows.order_by("-given_at", "pk")


def cards(rows: QuerySet[Handover] | list[Handover]) -> list[HandoverCard]:
    """Return the cards of handovers in their order. Two queries."""
    found = list(rows)
    taken = {one.handover_id: one for one in HandoverTaken.objects.filter(handover__in=found)}
    return [HandoverCard.of(row, taken.get(row.pk)) for row in found]


def latest(person: Person, region: str = "", *, limit: int = 10) -> list[HandoverCard]:
    """Return the newest handovers, newest first."""
    rows = visible_to(person)
    if region:
        rows = rows.filter(region=region)
    return cards(rows[:limit])


def seen(key: UUID, person: Person) -> Handover:
    """Return one handover. Raises ``NotThere`` when hidden."""
    row = visible_to(person).filter(pk=key).first()
    if row is None:
        raise no_such()
    return row


def waiting_for(person: Person) -> list[HandoverCard]:
    """Return the handovers that ``person`` is to read and sign."""
    rows = Handover.objects.filter(taker=person, taken__isnull=True)
    return cards(rows.select_related("giver", "taker").order_by("given_at"))


def no_such() -> NotThere:
    """Return the refusal for a handover that is hidden or missing."""
    return NotThere(_("No such handover, or not visible to you."))
