"""What the addressee of a notification does about it, and what the clock does."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.events import Event
from command.core.models import Person
from command.core.policies import DESK
from command.core.rooms import inbox_room
from command.core.times import clock
from incidents.actions.judge import said
from incidents.joint import folds
from incidents.joint.actions.notify import rooms_of
from incidents.joint.events import (
    NotificationAcknowledged,
    NotificationEscalated,
    NotificationSeen,
)
from incidents.joint.lifecycle import Stage
from incidents.joint.models import AddresseeState
from incidents.joint.rights import authority_of, require_notifying, require_of
from incidents.joint.selectors import notifications
from incidents.joint.selectors.operations import no_such
from incidents.joint.selectors.receipts import locked_receipt
from incidents.lifecycle import ENDED
from incidents.models import IncidentState


@door
def see_notification(
    *, actor: Person, notification_id: UUID, occurred_at: datetime | None = None
) -> AddresseeState:
    """Note that a desk of the addressee has opened a notification; once is enough.

    Raises ``NotThere``, or ``NotPermitted`` for anybody else.
    """
    receipt = _own(actor, notification_id, None, to=_("sign for this notification"))
    if receipt.stage != Stage.SENT:
        return receipt
    at = occurred_at or now()
    data = {"name": actor.name}
    folds.RECEIPT.add(receipt, folds.SEEN, actor=actor, occurred_at=at, data=data)
    event = NotificationSeen(to=receipt.addressee.to, **_about(receipt))
    _tell(receipt, event, actor=actor, at=at)
    return receipt


@door
def acknowledge_notification(
    *,
    actor: Person | None,
    notification_id: UUID,
    city: str | None = None,
    remark: str = "",
    occurred_at: datetime | None = None,
) -> AddresseeState:
    """Sign for a notification in the name of the addressee, which stops the clock.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when it is signed for already.
    """
    receipt = _own(actor, notification_id, city, to=_("sign for this notification"))
    if receipt.stage == Stage.ACKNOWLEDGED:
        raise Conflict(_("This notification is signed for already."))
    name = actor.name if actor else ""
    return _acknowledge(
        receipt, actor, name=name, remark=remark, by_phone=False, at=occurred_at or now()
    )


@door
def log_notification_call(
    *,
    actor: Person | None,
    notification_id: UUID,
    to: str,
    spoken_to: str,
    remark: str = "",
    occurred_at: datetime | None = None,
) -> AddresseeState:
    """Note that an addressee was told by telephone, by whoever notified.

    ``spoken_to`` is the unit and post that answered. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid``, or ``Conflict`` when it is signed for already.
    """
    receipt = locked_receipt(notification_id, to, actor=actor)
    held = IncidentState.objects.select_related("incident")
    state = held.get(pk=receipt.addressee.notification.incident_id)
    require_notifying(actor, state, to=_("log a call to the addressee"))
    if receipt.stage == Stage.ACKNOWLEDGED:
        raise Conflict(_("This notification is signed for already."))
    name = said("spoken_to", spoken_to)[:150]
    return _acknowledge(
        receipt, actor, name=name, remark=remark, by_phone=True, at=occurred_at or now()
    )


@door
def escalate_notification(*, actor: Person | None, addressee_id: UUID) -> bool:
    """Call the commanders of a city that has not signed in time; return whether it was due.

    It is done once, however often this is called. Raises ``NotThere`` while somebody else
    holds the receipt.
    """
    receipt = locked_receipt(addressee_id, None, actor=actor, skip_locked=True)
    notification = receipt.addressee.notification
    over = IncidentState.objects.filter(pk=notification.incident_id, status__in=ENDED).exists()
    at = clock()
    if receipt.chase_at is None or receipt.chase_at > at or over:
        return False
    waited = int((at - notification.occurred_at).total_seconds() // 60)
    at = max(at, notification.occurred_at)
    folds.RECEIPT.add(receipt, folds.ESCALATED, actor=actor, occurred_at=at)
    event = NotificationEscalated(
        to=receipt.addressee.to, minutes=max(waited, 0), **_about(receipt)
    )
    commanders = notifications.commanders_at(receipt.addressee.to)
    inboxes = [inbox_room(person.pk, notification.exercise_id) for person in commanders]
    _tell(receipt, event, actor=actor, at=at, also=inboxes)
    return True


def _own(
    actor: Person | None, notification_id: UUID, city: str | None, *, to: str
) -> AddresseeState:
    """Return the receipt of the actor's own authority, held."""
    told = notifications.addressees_of(notification_id)
    if not told:
        raise no_such()
    own = city or authority_of(actor, told)
    if actor is not None:
        notifications.notification_of(notification_id, actor)
    if own is None:
        raise NotPermitted(_("This notification was sent to others."), to=to)
    if own not in told:
        raise Invalid(_("This authority was not notified."), field="city", given=own)
    require_of(actor, DESK, own, to=to)
    return locked_receipt(notification_id, own, actor=actor)


def _acknowledge(
    receipt: AddresseeState,
    actor: Person | None,
    *,
    name: str,
    remark: str,
    by_phone: bool,
    at: datetime,
) -> AddresseeState:
    reason = remark.strip()[:300]
    data = {"name": name, "remark": reason, "by_phone": by_phone}
    folds.RECEIPT.add(receipt, folds.ACKNOWLEDGED, actor=actor, occurred_at=at, data=data)
    event = NotificationAcknowledged(
        to=receipt.addressee.to, by_phone=by_phone, reason=reason, **_about(receipt)
    )
    _tell(receipt, event, actor=actor, at=at)
    return receipt


def _about(receipt: AddresseeState) -> dict[str, str]:
    notification = receipt.addressee.notification
    return {
        "notification_id": str(notification.pk),
        "incident_id": str(notification.incident_id),
        "number": notification.number,
    }


def _tell(
    receipt: AddresseeState,
    event: Event,
    *,
    actor: Person | None,
    at: datetime,
    also: list[str] | None = None,
) -> None:
    """Record the fact where the incident is, and in the room of the addressee."""
    incident = receipt.addressee.notification.incident
    rooms = [incident.room_id, *rooms_of([receipt.addressee.to], incident), *(also or [])]
    journal.hold(*rooms)
    views = notifications.changed(receipt.addressee.notification_id)
    for room in dict.fromkeys(rooms):
        journal.append(event, room=room, actor=actor, changed=views, occurred_at=at)
