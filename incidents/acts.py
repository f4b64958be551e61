"""The questions before an act on an incident: which fields each asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person, Region
from incidents import words
from incidents.figures import FIGURES
from incidents.lifecycle import TRANSITIONS, Status, Verb
from incidents.models import Incident
from incidents.selectors import figures_of, open_to, responses_of
from incidents.selectors.duplicates import duplicates
from incidents.selectors.grading import suggest

Option = tuple[str, str]
MOST = 100


@dataclass(frozen=True, slots=True)
class Field:
    """One field; ``kind`` is text, number, reason, time, select or radio."""

    name: str
    label: str
    kind: str
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What stands in the dialog of an act. ``grave``: it starts on Cancel."""

    title: str
    word: str
    fields: tuple[Field, ...]
    told: tuple[str, ...] = ()
    grave: bool = False


def question(
    act: str, incident: Incident, person: Person, given: Mapping[str, str]
) -> Question:
    """Return the question of an act. Raises ``NotThere`` when there is no such act."""
    asks = {
        "figure": _figure,
        "prefer": _prefer,
        "grade": _grade,
        "confirm": _confirm,
        "move": _move,
        "merge": _merge,
        "link": _link,
    }
    if act not in asks:
        raise NotThere(_("There is no such act."))
    return asks[act](incident, person, given)


def _reason(hint: str = "") -> Field:
    return Field("reason", _("Reason (goes on record)"), "reason", hint=hint)


def _figure(incident: Incident, _person: Person, given: Mapping[str, str]) -> Question:
    keys = tuple((key, f"{each.label} ({_unit(each.unit)})") for key, each in FIGURES.items())
    return Question(
        _("Record a figure"),
        _("Record"),
        (
            Field("key", _("What"), "select", given.get("key", ""), keys),
            Field("value", _("How many"), "number", hint=_("1 for yes or 0 for no")),
            Field("source", _("Source"), "text"),
            Field("region", _("Where"), "select", "", _where(incident), required=False),
            Field("observed_at", _("Counted at"), "time", required=False, hint=_("now")),
        ),
    )


def _prefer(incident: Incident, _person: Person, given: Mapping[str, str]) -> Question:
    wanted = (given.get("key", ""), given.get("region", "") or None)
    found = [each for each in figures_of(incident) if (each.key, each.region) == wanted]
    if not found or not found[0].conflicts:
        raise NotThere(_("Nothing is in question about this figure."))
    figure = found[0]
    own = (figure.observation_id, figure.said, figure.source, figure.came_from)
    lines = [
        own,
        *((r.observation_id, r.said, r.source, r.came_from) for r in figure.conflicts),
    ]
    options = tuple(
        (key, f"{value} {figure.measure} · {source}" + (f" · {number}" if number else ""))
        for key, value, source, number in lines
    )
    title = " ".join(part for part in (figure.where, figure.label) if part)
    return Question(
        _("Which one holds? %(what)s") % {"what": title},
        _("This one holds"),
        (Field("observation_id", _("Figure"), "radio", "", options), _reason()),
        (_("Both stay on record. A newer figure of any source opens the question again."),),
    )


def _grade(incident: Incident, _person: Person, given: Mapping[str, str]) -> Question:
    return _grading(incident, given, pgettext("act", "Preliminary grade"), _("Grade"))


def _confirm(incident: Incident, _person: Person, given: Mapping[str, str]) -> Question:
    return _grading(incident, given, pgettext("act", "Confirm the grade"), _("Confirm"))


def _grading(incident: Incident, given: Mapping[str, str], title: str, word: str) -> Question:
    suggestion = suggest(incident)
    told: tuple[str, ...] = (_("The figures suggest no grade."),)
    chosen, why = given.get("grade", ""), ""
    if suggestion is not None:
        said = {"grade": words.grade(suggestion.grade), "reason": suggestion.reason}
        told = (
            _("Suggested: %(grade)s — %(reason)s") % said,
            suggestion.basis,
            suggestion.note,
        )
        chosen, why = chosen or str(suggestion.grade), suggestion.reason
    options = tuple((str(n), f"{words.ROMAN[n]} {name}") for n, name in words.GRADES.items())
    return Question(
        title,
        word,
        (
            Field("grade", _("Grade"), "radio", chosen, options),
            Field("reason", _("Reason (goes on record)"), "reason", why),
        ),
        tuple(line for line in told if line),
    )


def _move(incident: Incident, person: Person, given: Mapping[str, str]) -> Question:
    now = Status(incident.state.status)
    verbs = [verb for status, verb in TRANSITIONS if status == now]
    if not verbs:
        raise NotThere(_("The incident has ended: %(status)s.") % {"status": now.label})
    wanted = next((verb for verb in verbs if verb == given.get("verb")), verbs[0])
    told = []
    if wanted in {Verb.CLOSE, Verb.VOID}:
        active = [r for r in responses_of(incident.pk, person) if r.level is not None]
        told = [
            _("Response still active: %(where)s, level %(level)s")
            % {"where": regions.name(r.jurisdiction), "level": words.level(r.level)}
            for r in active
        ] or [_("No response is active.")]
    options = tuple((str(verb), str(verb.label)) for verb in verbs)
    return Question(
        str(wanted.label),
        str(wanted.label),
        (Field("verb", _("Step"), "select", str(wanted), options), _reason()),
        tuple(told),
        grave=wanted in {Verb.CLOSE, Verb.VOID},
    )


def _merge(incident: Incident, person: Person, given: Mapping[str, str]) -> Question:
    point = (incident.point.y, incident.point.x) if incident.point else None
    alike = [
        (each.id, f"{each.number} {each.title} · {_away(each.distance_km)} {each.minutes} min")
        for each in duplicates(
            person,
            event_type=incident.event_type_id,
            region=incident.region_id,
            point=point,
            at=incident.reported_at,
            but=incident.pk,
        )
    ]
    known = {key for key, _name in alike}
    others = [each for each in _others(incident, person) if each[0] not in known]
    return Question(
        _("Merge %(number)s into another incident") % {"number": incident.number},
        _("Merge"),
        (
            Field("into", _("Into"), "select", given.get("into", ""), (*alike, *others)),
            _reason(),
        ),
        (
            _("This incident ends and points at the other. Its room stays readable."),
            _("Its figures count in the other, each with where it came from."),
        ),
        grave=True,
    )


def _link(incident: Incident, person: Person, _given: Mapping[str, str]) -> Question:
    above = str(incident.state.parent_incident or "")
    options = (("", _("of nothing: it stands by itself")), *_others(incident, person))
    return Question(
        _("%(number)s is part of") % {"number": incident.number},
        _("Save"),
        (
            Field("parent_id", _("Part of"), "select", above, options, required=False),
            _reason(),
        ),
    )


def _others(incident: Incident, person: Person) -> list[Option]:
    rows: Any = open_to(person).filter(exercise=incident.exercise_id).exclude(pk=incident.pk)
    return [(str(row.pk), f"{row.number} {row.title}") for row in rows[:MOST]]


def _where(incident: Incident) -> tuple[Option, ...]:
    rows = Region.objects.exclude(level=Region.Level.REGION)
    own = regions.city_of(incident.region_id)[:4]
    ordered = sorted(rows, key=lambda row: (not row.code.startswith(own), row.code))
    return (("", _("the whole incident")), *((row.code, row.name) for row in ordered))


def _away(km: float | None) -> str:
    return "" if km is None else f"{km} km ·"


def _unit(code: str) -> str:
    return _("yes or no") if code == "finding" else words.unit(code)
