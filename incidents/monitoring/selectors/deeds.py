"""An alarm as the forms of incidents and warnings are filled in from it."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Conflict, NotThere
from command.core.models import Person
from command.core.policies import rooms_visible_to
from command.core.tongues import of_reader
from incidents.models import EventType, Incident
from incidents.monitoring.deeds import REF, Asked
from incidents.monitoring.meaning import Meaning, meaning_of
from incidents.monitoring.models import AlarmState
from incidents.monitoring.selectors.alarm_cards import AlarmCard
from incidents.monitoring.selectors.alarms import alarms_visible_to
from incidents.prefill import Filled
from incidents.selectors.grading import suggest_for

CHINA = ZoneInfo("Asia/Shanghai")
PAGE = 200
GRAVE = 2  # up to this level one must act at once
TITLE = 120


def alarm_seen(alarm_id: UUID, person: Person) -> AlarmState:
    """Return the state of an alarm that ``person`` may see. Raises ``NotThere`` otherwise."""
    rows = alarms_visible_to(person).select_related("alarm__datastream__observed")
    found = rows.filter(pk=alarm_id).first()
    if found is None:
        raise NotThere(_("No such alarm, or not visible to you."))
    return found


def alarms_logged(person: Person, before: str) -> tuple[list[AlarmCard], str]:
    """Return alarms in the order of their keys, the newest first, and what comes before.

    Keys grow with time (UUIDv7), so that none is lost between two pages although hundreds
    were raised in one second. ``before`` is the key with which the last page ended.
    """
    rows = alarms_visible_to(person).order_by("-pk")
    try:
        rows = rows.filter(pk__lt=UUID(before)) if before else rows
    except ValueError:
        raise NotThere(_("No such alarm, or not visible to you.")) from None
    found = list(rows[: PAGE + 1])
    older = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    return [AlarmCard.of(row.alarm, row) for row in found[:PAGE]], older


def asked(alarm_id: UUID, person: Person) -> Asked:
    """Return what an alarm fills in, cut to what the person may see."""
    state = alarm_seen(alarm_id, person)
    alarm = state.alarm
    stream, station = alarm.datastream, alarm.datastream.station
    card = AlarmCard.of(alarm, state)
    meaning = meaning_of(stream, alarm.raised_at)
    kind = EventType.objects.filter(pk=meaning.event_type).first() if meaning else None
    place = of_reader(station.name_zh, station.name_en)
    quantity = of_reader(stream.name, stream.name_en)
    text = of_reader(card.text_zh, card.text_en)
    title = _("%(station)s %(quantity)s: %(what)s") % {
        "station": place, "quantity": quantity, "what": text,
    }  # fmt: skip
    incident = _incident(card.incident, person)
    intake = {
        "kind": kind.name if kind else "",
        "event_type": kind.code if kind else "",
        "place": place,
        "region": str(station.region_id or ""),
        "lat": f"{station.point.y:.6f}",
        "lon": f"{station.point.x:.6f}",
        "grade": _grade(kind, station.region_id, alarm.level),
        "title": title[:TITLE],
        "source": (_("Monitoring alarm: %(what)s") % {"what": title})[:TITLE],
        "occurred": f"{alarm.raised_at.astimezone(CHINA):%Y-%m-%dT%H:%M}",
    }
    filled = Filled(
        ref=f"{REF}.{alarm.pk}",
        title=title,
        link=reverse("alarm-deeds", args=[alarm.pk]),
        level=alarm.level,
        incident=str(incident.pk) if incident else "",
        intake=intake,
        warning=_warning(state, kind, meaning, title),
    )
    return Asked(filled, intake["event_type"], station.region_id, incident, alarm.exercise_id)


def fill(person: Person, alarm_id: UUID) -> Filled:
    """Return what an alarm fills in.

    Raises ``Conflict`` for one of an exercise without an incident: nothing real is made of it.
    """
    found = asked(alarm_id, person)
    if found.exercise is not None and found.incident is None:
        raise Conflict(_("What belongs to an exercise stays in that exercise."))
    return found.filled


def _grade(kind: EventType | None, region: str | None, level: int) -> str:
    # A grade goes by the consequences: where a rule suggests one, it is left to the rule.
    if kind and region and suggest_for(kind.code, region, {}) is not None:
        return ""
    return str(level)


def _warning(
    state: AlarmState, kind: EventType | None, meaning: Meaning | None, title: str
) -> dict[str, object]:
    alarm = state.alarm
    station = alarm.datastream.station
    at = f"{alarm.raised_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return {
        "event_type": kind.code if kind else "",
        "level": alarm.level,
        "regions": [str(station.region_id)] if station.region_id else [],
        "area_text": _("%(region)s, around %(station)s") % {
            "region": regions.name(station.region_id) if station.region_id else _("upstream"),
            "station": of_reader(station.name_zh, station.name_en),
        },
        "matters": _("%(time)s: %(what)s.") % {"time": at, "what": title},
        "advice": meaning.advice if meaning else "",
        "urgency": "immediate" if alarm.level <= GRAVE else "expected",
        "certainty": "observed",
    }  # fmt: skip


def _incident(given: str | None, person: Person) -> Incident | None:
    if given is None:
        return None
    rows = Incident.objects.filter(room__in=rooms_visible_to(person)).select_related("state")
    return rows.filter(pk=given).first()
