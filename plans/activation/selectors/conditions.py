"""Whether what a plan makes conditions of holds now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from command.core import regions
from incidents.models import Incident, ResponseState
from incidents.monitoring.models import StreamState
from incidents.warnings.models import PublicWarning
from incidents.warnings.selectors import sight
from incidents.warnings.selectors.cards import WarningCard
from incidents.words import amount, grade, level
from plans.document import Condition


@dataclass(frozen=True)
class Situation:
    """What holds at an incident now; levels are 1 (gravest) to 4, ``None`` for none."""

    grade: int | None
    warning: int | None
    response: int | None
    readings: dict[str, float]

    def value(self, condition: Condition) -> float | None:
        """Return the figure that the condition is about."""
        match condition.on:
            case "grade":
                return self.grade
            case "warning":
                return self.warning
            case "response":
                return self.response
            case "reading":
                return self.readings.get(condition.sensor)
        return None


def situation_of(
    incident: Incident, city: str, conditions: Iterable[Condition] = ()
) -> Situation:
    """Return what holds at an incident for a plan of ``city``. Asks only what is needed."""
    about = {each.on for each in conditions}
    sensors = {each.sensor for each in conditions if each.on == "reading" and each.sensor}
    return Situation(
        grade=incident.state.grade,
        warning=_warning(incident) if "warning" in about else None,
        response=_response(incident.pk, city) if "response" in about else None,
        readings=_readings(sensors, incident.exercise_id) if sensors else {},
    )


def holds(
    condition: Condition, situation: Situation, *, name: str = "", said: Collection[str] = ()
) -> bool:
    """Return whether it holds; one that somebody has confirmed as ``name`` does."""
    if name and name in said:
        return True
    value = situation.value(condition)
    if value is None:
        return False
    if condition.on != "reading":
        return value <= condition.value
    return value >= condition.value if condition.op == ">=" else value <= condition.value


def all_hold(
    key: str, when: Iterable[Condition], situation: Situation, said: Collection[str]
) -> bool:
    """Return whether all conditions of the step ``key`` hold."""
    return all(
        holds(condition, situation, name=f"{key}#{number}", said=said)
        for number, condition in enumerate(when)
    )


def in_words(condition: Condition) -> str:
    """Say what must hold."""
    at_least = {"level": level(int(condition.value))}
    match condition.on:
        case "grade":
            return _("event grade %(grade)s or graver") % {"grade": grade(int(condition.value))}
        case "warning":
            return _("a warning of level %(level)s or graver") % at_least
        case "response":
            return _("response level %(level)s or graver") % at_least
        case "reading":
            return f"{condition.sensor} {condition.op} {amount(condition.value)}"
    return condition.says or _("somebody confirms it")


def _warning(incident: Incident) -> int | None:
    """Return the gravest warning in force over the place of the incident, or about it."""
    here = [incident.region_id, regions.city_of(incident.region_id), regions.REGION]
    levels = [
        card.level
        for card in _warnings(incident, here)
        if card.state == "in_force" and card.level
    ]
    return min(levels, default=None)


def _warnings(incident: Incident, here: list[str]) -> list[WarningCard]:
    about = Q(incident=incident) | Q(versions__regions__overlap=here)
    same = Q(exercise=incident.exercise_id)
    found = PublicWarning.objects.filter(about, same).values("pk")
    return sight.cards(sight.every().filter(pk__in=found), limit=30)


def _response(incident_id: UUID, city: str) -> int | None:
    rows = ResponseState.objects.filter(incident=incident_id, level__isnull=False)
    here = rows.filter(jurisdiction=city).values_list("level", flat=True)
    return here.first()


def _readings(sensors: set[str], world: UUID | None) -> dict[str, float]:
    """Return the last value by sensor: ``station`` or ``station/key``. One query."""
    stations = {sensor.partition("/")[0] for sensor in sensors}
    rows = StreamState.objects.filter(
        datastream__station__code__in=stations,
        datastream__exercise=world,
        value__isnull=False,
    ).select_related("datastream__station")
    found: dict[str, float] = {}
    for row in rows.order_by("-datastream__station__code", "-datastream__key"):
        code = row.datastream.station.code
        found[f"{code}/{row.datastream.key}"] = found[code] = row.value or 0.0
    return {name: value for name, value in found.items() if name in sensors}
