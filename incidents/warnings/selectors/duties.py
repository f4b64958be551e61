"""The duty to decide: what waits, for whom, and what is due."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Duty as HeldDuty
from command.core.models import Person
from command.core.policies import COMMANDING, DESK, duties_of, rooms_visible_to, within
from command.core.times import running
from incidents.lifecycle import played_out
from incidents.warnings.lifecycle import SUPERIOR_RUNG, Duty
from incidents.warnings.models import ObligationState
from incidents.warnings.selectors.cards import ObligationCard


def obligations() -> QuerySet[ObligationState]:
    """Return all obligations with what their cards need; never for a person."""
    return ObligationState.objects.select_related(
        "obligation__version", "obligation__warning", "obligation__incident", "decided_by"
    )


def obligations_visible_to(person: Person) -> QuerySet[ObligationState]:
    """Return the obligations in the territory of a duty, or told in a room they see."""
    held = duties_of(person).filter(region__isnull=False)
    mine = Q(obligation__room__in=rooms_visible_to(person).values("key"))
    for scope in held.filter(post__in=DESK).values_list("region_id", flat=True):
        mine |= within(scope, "obligation__jurisdiction_id")
    return obligations().filter(mine)


def obligation_cards(rows: Iterable[ObligationState]) -> list[ObligationCard]:
    """Return the cards: open ones first, by when they are due."""
    found = [ObligationCard.of(state.obligation, state) for state in rows]
    return sorted(found, key=lambda one: (one.state != Duty.OPEN, one.due_at))


def obligation_seen(obligation_id: UUID, person: Person) -> ObligationState:
    """Return an obligation that ``person`` may see. Raises ``NotThere``."""
    found = obligations_visible_to(person).filter(pk=obligation_id).first()
    if found is None:
        raise NotThere(_("No such thing to decide, or not visible to you."))
    return found


def locked_obligation(obligation_id: UUID, *, skip: str = "") -> ObligationState:
    """Return an obligation, its row locked. Raises ``NotThere``.

    With ``skip`` also when somebody else holds it at this moment.
    """
    rows = obligations().select_for_update(of=("self",), skip_locked=bool(skip))
    found = rows.filter(pk=obligation_id).first()
    if found is None:
        raise NotThere(_("No such thing to decide, or not visible to you."))
    return found


def awaiting(person: Person) -> list[ObligationState]:
    """Return what ``person`` is to decide.

    Their own jurisdiction's at once; what lies below them when it has climbed to them.
    """
    held = duties_of(person).filter(post__in=DESK, region__isnull=False)
    mine = Q(pk__in=[])
    for post, scope in held.values_list("post", "region_id"):
        mine |= Q(obligation__jurisdiction=scope)
        if post in COMMANDING:
            below = within(str(scope), "obligation__jurisdiction_id")
            mine |= below & Q(rung__gte=SUPERIOR_RUNG)
    rows = obligations().filter(mine, status=Duty.OPEN)
    return list(rows.order_by("obligation__due_at"))


def obligations_held(person: Person, at: datetime) -> list[ObligationState]:
    """Return what ``person``, with the duties of now, was to decide at a past moment."""
    held = duties_of(person).filter(post__in=DESK, region__isnull=False)
    mine = Q(pk__in=[])
    for post, scope in held.values_list("post", "region_id"):
        mine |= Q(obligation__jurisdiction=scope)
        if post in COMMANDING:
            below = within(str(scope), "obligation__jurisdiction_id")
            mine |= below & Q(obligation__superior_at__lte=at)
    rows = obligations().filter(mine, obligation__started_at__lte=at)
    # Decided or lapsed since: nothing else moves a duty that is no longer open.
    rows = rows.filter(Q(status=Duty.OPEN) | Q(updated_at__gt=at))
    return list(rows.order_by("obligation__due_at"))


def to_chase(at: datetime, *, limit: int = 200) -> list[UUID]:
    """Return the obligations whose next rung is due, longest waiting first."""
    due = ObligationState.objects.filter(chase_at__lte=at, status=Duty.OPEN)
    due = due.exclude(**played_out("obligation__"))
    return list(due.order_by("chase_at").values_list("obligation_id", flat=True)[:limit])


def on_duty(code: str, posts: Iterable[str]) -> list[Person]:
    """Return who holds one of the posts over exactly this region now."""
    held = HeldDuty.objects.filter(
        running(), region=code, post__in=set(posts), person__is_active=True
    )
    return [duty.person for duty in held.select_related("person").order_by("person_id")]


def superior_of(code: str) -> str:
    """Return the next authority up; the region has none here."""
    if code == regions.REGION:
        return ""
    return regions.REGION if code.endswith("00") else regions.city_of(code)
