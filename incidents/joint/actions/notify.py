"""Telling the neighbours of an incident (article 62), or signing why not."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from command.core.rooms import register_room
from command.core.times import clock, iso_or_none
from incidents.actions.judge import said
from incidents.joint import folds
from incidents.joint.actions.numbers import number_in
from incidents.joint.events import NotificationSent, NotificationWaived
from incidents.joint.lifecycle import GARRISON
from incidents.joint.models import Addressee, Notification, NotificationWaiver
from incidents.joint.rights import require_notifying
from incidents.joint.selectors import notifications
from incidents.models import Incident
from incidents.rights import require_open
from incidents.selectors import changed as changed_incident
from incidents.selectors import locked


@door
def notify_neighbours(
    *,
    actor: Person | None,
    incident_id: UUID,
    cities: Iterable[str],
    text: str,
    occurred_at: datetime | None = None,
) -> Notification:
    """Tell other cities, and the garrison, of an incident; each signs for it or is called.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_notifying(actor, state, to=_("notify neighbours"))
    require_open(state)
    addressees = _judged(cities, incident)
    words = said("text", text)
    minutes = notifications.minutes_for(incident)

    at = occurred_at or now()
    notification = Notification(
        incident=incident,
        number=number_in(incident.pk, "TB"),
        text=words,
        actor=actor,
        occurred_at=at,
    )
    notification.save(force_insert=True)
    # The clock of an exercise is not that of the wall, by which people are chased.
    chase_at = clock() + timedelta(minutes=minutes) if minutes else None
    for to in addressees:
        _address(notification, to, chase_at, actor=actor, at=at)
    event = NotificationSent(
        notification_id=str(notification.pk),
        incident_id=str(incident.pk),
        number=notification.number,
        by=authority.current(),
        cities=addressees,
        text=words,
    )
    rooms = [incident.room_id, *rooms_of(addressees, incident)]
    journal.hold(*rooms)
    views = notifications.changed(notification.pk)
    for room in dict.fromkeys(rooms):
        journal.append(event, room=room, actor=actor, changed=views, occurred_at=at)
    return notification


@door
def waive_notification(
    *,
    actor: Person | None,
    incident_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> NotificationWaiver:
    """Sign why the neighbours are not told of an incident of this grade.

    A graver grade asks anew. Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or
    ``Invalid``.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_notifying(actor, state, to=_("sign why neighbours are not notified"))
    require_open(state)
    at = occurred_at or now()
    waiver = NotificationWaiver(
        incident=incident,
        grade=state.grade,
        reason=said("reason", reason)[:300],
        actor=actor,
        occurred_at=at,
    )
    waiver.save(force_insert=True)
    journal.append(
        NotificationWaived(
            incident_id=str(incident.pk),
            waiver_id=str(waiver.pk),
            grade=waiver.grade,
            reason=waiver.reason,
        ),
        room=incident.room_id,
        actor=actor,
        changed=changed_incident(incident),
        occurred_at=at,
    )
    return waiver


def rooms_of(addressees: Iterable[str], incident: Incident) -> list[str]:
    """Return the rooms of the cities that are told; a garrison has none here."""
    cities = [code for code in addressees if code != GARRISON]
    return sorted({register_room(code, incident.exercise_id) for code in cities})


def _address(
    notification: Notification,
    to: str,
    chase_at: datetime | None,
    *,
    actor: Person | None,
    at: datetime,
) -> None:
    addressee = Addressee(notification=notification, to=to)
    addressee.save(force_insert=True)
    receipt = folds.RECEIPT.begin(addressee)
    # Nobody at the garrison sees the screen: whoever called says so.
    until = None if to == GARRISON else chase_at
    data = {"chase_at": iso_or_none(until)}
    folds.RECEIPT.add(receipt, folds.SENT, actor=actor, occurred_at=at, data=data)


def _judged(cities: Iterable[str], incident: Incident) -> list[str]:
    wanted = list(dict.fromkeys(cities))
    own = regions.city_of(incident.region_id)
    allowed = [*(code for code in regions.CITIES if code != own), GARRISON]
    wrong = [code for code in wanted if code not in allowed]
    if wrong or not wanted:
        raise Invalid(
            _("Other cities are notified, and the garrison."),
            field="cities",
            wrong=wrong,
            allowed=allowed,
        )
    return [code for code in allowed if code in wanted]
