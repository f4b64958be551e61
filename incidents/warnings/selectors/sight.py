"""Warnings as people may see them."""

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import rooms_visible_to, scopes_of, within
from incidents.warnings.lifecycle import STANDING
from incidents.warnings.models import PublicWarning, WarningAcknowledgement, WarningVersion
from incidents.warnings.selectors.cards import WarningCard


def every() -> QuerySet[PublicWarning]:
    """Return all warnings with what their cards need; never for a person."""
    taken = WarningAcknowledgement.objects.select_related("actor")
    versions = WarningVersion.objects.order_by("step", "origin").prefetch_related(
        Prefetch("acknowledgements", taken)
    )
    return PublicWarning.objects.select_related("event_type", "incident").prefetch_related(
        Prefetch("versions", versions)
    )


def visible_to(person: Person) -> QuerySet[PublicWarning]:
    """Return the warnings of, to and over the places where ``person`` is on duty.

    Also those that belong to an incident they see.
    """
    scopes = scopes_of(person)
    if regions.REGION in scopes:
        return every()
    mine = Q(incident__room__in=rooms_visible_to(person))
    said = Q(pk__in=[])
    for scope in scopes:
        mine |= within(scope, "region_id")
        if scope.endswith("00"):
            said |= Q(addressed__contains=[scope])
        else:
            said |= Q(regions__overlap=[scope, regions.city_of(scope), regions.REGION])
    mine |= Q(pk__in=WarningVersion.objects.filter(said).values("warning"))
    return every().filter(mine)


def seen(warning_id: UUID, person: Person) -> PublicWarning:
    """Return a warning that ``person`` may see. Raises ``NotThere`` otherwise."""
    found = visible_to(person).filter(pk=warning_id).first()
    if found is None:
        raise NotThere(_("No such warning, or not visible to you."))
    return found


def locked(warning_id: UUID, *, actor: Person | None) -> PublicWarning:
    """Return a warning, its row locked until the transaction ends. Raises ``NotThere``.

    The row is the lock of its versions and acknowledgements.
    """
    rows = PublicWarning.objects.select_for_update(of=("self",)).filter(pk=warning_id)
    if not list(rows.values_list("pk")):
        raise NotThere(_("No such warning, or not visible to you."))
    return every().get(pk=warning_id) if actor is None else seen(warning_id, actor)


def card(warning: PublicWarning) -> WarningCard:
    """Return the card of a warning that ``every`` has read."""
    return WarningCard.of(warning, list(warning.versions.all()))


def cards(warnings: QuerySet[PublicWarning], *, limit: int = 200) -> list[WarningCard]:
    """Return the cards of warnings: in force first, then the newest."""
    found = [card(warning) for warning in warnings.order_by("-issued_at", "pk")[:limit]]
    return sorted(found, key=lambda one: one.state != "in_force")


def run_out(at: datetime, *, limit: int = 100) -> list[UUID]:
    """Return the warnings that have run out and of which nobody has been told."""
    newest = WarningVersion.objects.filter(warning=OuterRef("pk")).order_by("-step")
    due = PublicWarning.objects.annotate(
        last_kind=Subquery(newest.values("kind")[:1]),
        last_expires_at=Subquery(newest.values("expires_at")[:1]),
    )
    due = due.filter(last_kind__in=sorted(STANDING), last_expires_at__lte=at)
    return list(due.order_by("last_expires_at").values_list("pk", flat=True)[:limit])


def fresh(warning_id: UUID) -> WarningCard:
    """Return the card of a warning as it is now, for a journal entry."""
    return card(every().get(pk=warning_id))
