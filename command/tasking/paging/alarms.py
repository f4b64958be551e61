"""Calling people about an alarm that nobody acknowledges."""

from uuid import UUID

from django.db.models import Q
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command.core.models import Entry, Person
from command.tasking.paging.actions.write import URGENT, USUAL, Letter, write
from incidents.monitoring.lifecycle import UNSEEN
from incidents.monitoring.models import Alarm, AlarmState
from incidents.monitoring.selectors.ladder import called
from incidents.monitoring.words import alarm as said
from incidents.monitoring.words import named


def call_about_alarm(entry: Entry) -> None:
    """Queue a call for each whom the rung of the ladder names.

    One for all alarms of a cause: the others are told as climbed with nobody to call.
    """
    told = entry.payload
    if not told["people"]:
        return
    alarm = Alarm.objects.select_related("datastream__station", "exercise").get(
        pk=UUID(told["alarm_id"])
    )
    region = alarm.datastream.station.region_id
    people = called(region, told["whom"], alarm.exercise_id, now())
    write(
        [_letter(alarm, person, told["more"]) for person in people],
        URGENT if told["urgent"] else USUAL,
        None,
        exercise=alarm.exercise_id,
        urgent=bool(told["urgent"]),
    )


def is_answered(alarm_id: UUID) -> bool:
    """Return whether an alarm, and all of its cause, waits for nobody any more.

    One call is made for all of a cause: it stays in only when each of them was seen.
    """
    cause = Alarm.objects.filter(pk=alarm_id).values("group")
    waiting = AlarmState.objects.filter(status__in=UNSEEN)
    return not waiting.filter(Q(pk=alarm_id) | Q(alarm__group__in=cause)).exists()


def _letter(alarm: Alarm, person: Person, more: int) -> Letter:
    stream = alarm.datastream
    station = stream.station
    with translation.override(person.language):
        about = {
            "level": alarm.level,
            "station": named(station.name_zh, station.name_en),
            "quantity": named(stream.name, stream.name_en),
            "what": said(alarm.cause, alarm.level, alarm.value, alarm.limit, stream.unit),
        }
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
