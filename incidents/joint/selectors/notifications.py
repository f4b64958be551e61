"""Notifications to neighbours as people may see them, and whether one is due."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from command.core import regions
from command.core.models import Duty, Person
from command.core.policies import COMMANDING, DESK, duties_of, scopes_of
from command.core.times import iso, iso_or_none, running
from incidents.joint.lifecycle import GARRISON
from incidents.joint.models import (
    Addressee,
    AddresseeState,
    Notification,
    NotificationRule,
    NotificationWaiver,
)
from incidents.joint.selectors.operations import no_such
from incidents.lifecycle import ENDED, played_out
from incidents.models import Incident
from incidents.selectors import seen, visible_to


@dataclass(frozen=True, slots=True)
class NotificationCard:
    """The public view of a notification.

    ``receipts`` are ``{to, stage, seen_at, seen_by, acknowledged_at, acknowledged_by,
    by_phone, remark, chase_at, escalated_at}``, one for each addressee.
    """

    id: str
    incident: str
    incident_title: str
    number: str
    text: str
    by: str
    author: str
    receipts: list[dict[str, Any]]
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, notification: Notification) -> Self:
        """Build the card; asks nothing when everything was fetched along."""
        return cls(
            id=str(notification.pk),
            incident=str(notification.incident_id),
            incident_title=notification.incident.title,
            number=notification.number,
            text=notification.text,
            by=notification.origin,
            author=notification.actor.name if notification.actor else "",
            receipts=[_receipt(one.state) for one in notification.addressees.all()],
            at=iso(notification.occurred_at),
            exercise=notification.exercise_id is not None,
            origin=notification.origin,
        )


@dataclass(frozen=True, slots=True)
class Reminder:
    """The law wants the neighbours told, and nobody has done it or signed why not."""

    grade: int
    basis: str
    since: datetime


def _receipt(state: AddresseeState) -> dict[str, Any]:
    return {
        "to": state.addressee.to,
        "stage": str(state.stage),
        "seen_at": iso_or_none(state.seen_at),
        "seen_by": state.seen_by,
        "acknowledged_at": iso_or_none(state.acknowledged_at),
        "acknowledged_by": state.acknowledged_by,
        "by_phone": state.by_phone,
        "remark": state.remark,
        "chase_at": iso_or_none(state.chase_at),
        "escalated_at": iso_or_none(state.escalated_at),
    }


def whole(rows: QuerySet[Notification]) -> QuerySet[Notification]:
    """Return the rows with what their cards need. Two queries."""
    told = Addressee.objects.select_related("state").order_by("to")
    return rows.select_related("incident", "actor").prefetch_related(
        Prefetch("addressees", told)
    )


def changed(notification_id: UUID) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches a notification. Two queries."""
    row = whole(Notification.objects.all()).get(pk=notification_id)
    return {f"notification.{row.pk}": asdict(NotificationCard.of(row))}


def notifications_of(incident_id: UUID, person: Person) -> list[NotificationCard]:
    """Return what was told of an incident, latest first."""
    incident = seen(incident_id, person)
    rows = whole(Notification.objects.filter(incident=incident))
    return [NotificationCard.of(row) for row in rows]


def notification_of(notification_id: UUID, person: Person) -> NotificationCard:
    """Return one card; for whoever sees the incident, or whose city was told."""
    row = whole(visible_notifications(person)).filter(pk=notification_id).first()
    if row is None:
        raise no_such()
    return NotificationCard.of(row)


def visible_notifications(person: Person) -> QuerySet[Notification]:
    """Return the notifications of incidents in sight, and those that a city of theirs got."""
    own = Addressee.objects.filter(to__in=scopes_of(person))
    told = Q(pk__in=own.values("notification"))
    return Notification.objects.filter(told | Q(incident__in=visible_to(person)))


def awaiting_acknowledgement(person: Person) -> list[NotificationCard]:
    """Return what a desk of ``person`` has been told and not signed for, oldest first."""
    held = duties_of(person).filter(post__in=DESK, region__isnull=False)
    waiting = Addressee.objects.filter(
        to__in=held.values("region_id"), state__acknowledged_at__isnull=True
    )
    rows = whole(Notification.objects.filter(pk__in=waiting.values("notification")))
    rows = rows.exclude(incident__state__status__in=ENDED).exclude(**played_out())
    return [NotificationCard.of(row) for row in rows.order_by("occurred_at", "pk")]


def to_chase(at: datetime, *, limit: int = 200) -> list[UUID]:
    """Return the addressees whose time to acknowledge is over, longest waiting first."""
    due = AddresseeState.objects.filter(chase_at__isnull=False, chase_at__lte=at)
    due = due.exclude(addressee__notification__incident__state__status__in=ENDED)
    due = due.exclude(**played_out("addressee__notification__"))
    return list(due.order_by("chase_at").values_list("addressee_id", flat=True)[:limit])


def commanders_at(authority: str) -> list[Person]:
    """Return those who command exactly this authority now. One query."""
    held = Duty.objects.filter(running(), post__in=COMMANDING, region=authority)
    people = Person.objects.filter(is_active=True, pk__in=held.values("person"))
    return list(people.order_by("pk"))


def neighbours_of(incident: Incident) -> list[str]:
    """Return whom article 62 wants told: the other cities, and the garrison."""
    own = regions.city_of(incident.region_id)
    return [*(code for code in regions.CITIES if code != own), GARRISON]


def rule_for(incident: Incident) -> NotificationRule | None:
    """Return what holds for the grade the incident has now. One query."""
    authority = regions.city_of(incident.region_id)
    rules: Iterable[NotificationRule] = NotificationRule.in_force.of(authority)
    return next((rule for rule in rules if rule.grade == incident.state.grade), None)


def minutes_for(incident: Incident) -> int | None:
    """Return how long the addressees have to sign; the longest there is when ungraded."""
    rule = rule_for(incident)
    if rule is not None:
        return rule.minutes
    authority = regions.city_of(incident.region_id)
    return max((rule.minutes for rule in NotificationRule.in_force.of(authority)), default=None)


def reminder_of(incident: Incident) -> Reminder | None:
    """Return the reminder while the neighbours are to be told and nobody was. Few queries.

    It stays until every neighbour was told, or somebody signed why not at this grade.
    """
    grade = incident.state.grade
    if incident.state.status in ENDED or grade is None:
        return None
    rule = rule_for(incident)
    if rule is None or not rule.is_required:
        return None
    told = set(
        Addressee.objects.filter(notification__incident=incident).values_list("to", flat=True)
    )
    waived = NotificationWaiver.objects.filter(incident=incident, grade__lte=grade)
    if set(neighbours_of(incident)) <= told or waived.exists():
        return None
    return Reminder(grade=grade, basis=rule.basis, since=incident.state.updated_at)


def addressees_of(notification_id: UUID) -> list[str]:
    """Return who was told. One query."""
    rows = Addressee.objects.filter(notification=notification_id)
    return list(rows.order_by("to").values_list("to", flat=True))
