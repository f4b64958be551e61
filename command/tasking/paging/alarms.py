"""Calling people about an alarm: one that nobody acknowledges, one that they are offered."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command.core.models import Entry, Person
from command.core.tongues import of_reader
from command.tasking.paging.actions.write import URGENT, USUAL, Letter, write
from incidents.monitoring.folds import HANDED
from incidents.monitoring.lifecycle import UNSEEN
from incidents.monitoring.models import Alarm, AlarmChange, AlarmState
from incidents.monitoring.selectors.alarm_cards import alarm_room
from incidents.monitoring.selectors.alarm_list import GRAVE
from incidents.monitoring.selectors.ladder import called
from incidents.monitoring.words import alarm as said


def call_about_alarm(entry: Entry) -> None:
    """Queue a call for each whom the rung of the ladder names.

    One for all alarms of a cause: the others are told as climbed with nobody to call.
    """
    told = entry.payload
    alarm = _alarm_of(entry) if told["people"] else None
    if alarm is None:
        return
    region = alarm.datastream.station.region_id
    people = called(region, told["whom"], alarm.exercise_id, now())
    write(
        [_letter(alarm, person, told["more"]) for person in people],
        URGENT if told["urgent"] else USUAL,
        None,
        exercise=alarm.exercise_id,
        urgent=bool(told["urgent"]),
    )


def call_about_hand_over(entry: Entry) -> None:
    """Queue a call for whom an alarm is offered to: it is not theirs until they accept."""
    alarm = _alarm_of(entry)
    if alarm is None:
        return
    offer = AlarmChange.objects.filter(alarm=alarm, kind=HANDED).latest("step")
    person = Person.objects.get(pk=offer.data["to"])
    urgent = alarm.level <= GRAVE
    write(
        [_offer(alarm, person, offer)],
        URGENT if urgent else USUAL,
        offer.actor,
        exercise=alarm.exercise_id,
        urgent=urgent,
    )


def is_offer_answered(offer_id: UUID) -> bool:
    """Return whether an alarm is no longer offered as it was: taken, declined, over."""
    offer = AlarmChange.objects.filter(pk=offer_id).first()
    return (
        offer is None
        or not AlarmState.objects.filter(
            pk=offer.alarm_id, offered_to=offer.data["to"], offered_at=offer.occurred_at
        ).exists()
    )


def is_answered(alarm_id: UUID) -> bool:
    """Return whether an alarm, and all of its cause, waits for nobody any more.

    One call is made for all of a cause: it stays in only when each of them was seen.
    """
    cause = Alarm.objects.filter(pk=alarm_id).values("group")
    waiting = AlarmState.objects.filter(status__in=UNSEEN)
    return not waiting.filter(Q(pk=alarm_id) | Q(alarm__group__in=cause)).exists()


def _alarm_of(entry: Entry) -> Alarm | None:
    """Return the alarm of a fact; nothing where it is told again, in another room."""
    rows = Alarm.objects.select_related("datastream__station", "exercise", "incident")
    alarm = rows.get(pk=UUID(entry.payload["alarm_id"]))
    return alarm if alarm_room(alarm) == entry.room_id else None


def _about(alarm: Alarm) -> dict[str, Any]:
    """Return the words for an alarm, in the language of now."""
    stream = alarm.datastream
    station = stream.station
    return {
        "level": alarm.level,
        "station": of_reader(station.name_zh, station.name_en),
        "quantity": of_reader(stream.name, stream.name_en),
        "what": said(alarm.cause, alarm.level, alarm.value, alarm.limit, stream.unit),
    }


def _offer(alarm: Alarm, person: Person, offer: AlarmChange) -> Letter:
    with translation.override(person.language):
        about = _about(alarm) | {"name": offer.actor.name if offer.actor else ""}
        text = _("Alarm of level %(level)d: %(station)s %(quantity)s: %(what)s.") % about
        return Letter(
            subject=_("%(name)s hands an alarm over to you: %(station)s %(quantity)s") % about,
            text=f"{text} {_('It stays with %(name)s until you accept.') % about}",
            person=person,
            reference=f"alarm_offer.{offer.pk}",
        )


def _letter(alarm: Alarm, person: Person, more: int) -> Letter:
    with translation.override(person.language):
        about = _about(alarm)
        text = _("Alarm of level %(level)d: %(station)s %(quantity)s: %(what)s.") % about
        text += " " + _("Nobody has acknowledged it yet.")
        if more:
            text += " " + ngettext(
                "%(more)d more alarm of the same cause.",
                "%(more)d more alarms of the same cause.",
                more,
            ) % {"more": more}
        return Letter(
            subject=_("Alarm not acknowledged: %(station)s %(quantity)s") % about,
            text=text,
            person=person,
            reference=f"alarm.{alarm.pk}",
        )
