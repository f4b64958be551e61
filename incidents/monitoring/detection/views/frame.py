"""What the pages of rules have in common."""

from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import policies
from command.core.errors import NotPermitted, NotThere
from command.core.follow import desks_of
from command.core.models import Person
from command.core.tongues import of_reader
from incidents.monitoring.detection import words
from incidents.monitoring.detection.lifecycle import Scope
from incidents.monitoring.detection.models import AlarmRule
from incidents.monitoring.detection.parse import terms_of
from incidents.monitoring.detection.rights import RULING
from incidents.monitoring.detection.selectors import watched
from incidents.monitoring.detection.selectors.dry import DryRun, dry_run
from incidents.monitoring.detection.terms import Terms

SPANS = (1, 7, 30)  # days of a rehearsal
USUAL = 7


def on_duty(request: HttpRequest) -> Person:
    """Return who asks. Raises ``NotThere`` for whoever sees nothing that is measured."""
    person = cast(Person, request.user)
    if not policies.scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person


def may_write(person: Person) -> bool:
    """Return whether ``person`` may write rules anywhere."""
    return policies.duties_of(person).filter(post__in=RULING, region__isnull=False).exists()


def writer(request: HttpRequest) -> Person:
    """Return who asks. Raises ``NotPermitted`` for whoever writes no rules."""
    person = on_duty(request)
    if not may_write(person):
        raise NotPermitted(_("You do not write rules about alarms."))
    return person


def may_change(person: Person, rule: AlarmRule) -> bool:
    """Return whether ``person`` may change this rule."""
    mine = rule.origin == person.origin
    return mine and policies.holds(person, RULING, region=rule.region_id)


def days_of(request: HttpRequest) -> int:
    """Return how many days a rehearsal is asked for."""
    given = request.POST.get("days") or request.GET.get("days", "")
    return int(given) if given in {str(span) for span in SPANS} else USUAL


def rehearsed(person: Person, rule: AlarmRule, terms: Terms, days: int) -> DryRun:
    """Return what a rule would have raised in the last days at the streams one may see."""
    end = now()
    return dry_run(terms, watched(person, rule, terms), end - timedelta(days=days), end)


def row_of(rule: AlarmRule, rung: dict[Any, int], standing: dict[Any, int]) -> dict[str, Any]:
    """Return a rule as lists show it; needs its newest version in ``rule.newest``."""
    version = rule.newest  # type: ignore[attr-defined]  # set by the selector
    version.rule = rule
    return {
        "rule": rule,
        "version": version,
        "name": of_reader(rule.name_zh, rule.name_en),
        "judges": words.judges(terms_of(version), unit_of(rule)),
        "watches": watches(rule),
        "rung": rung.get(rule.id, 0),
        "standing": standing.get(rule.id, 0),
    }


def unit_of(rule: AlarmRule) -> str:
    """Return the unit of what a rule watches; blank where there are several."""
    if rule.datastream is not None and rule.scope == Scope.STREAM:
        return rule.datastream.unit
    return rule.observed.unit if rule.observed else ""


def watches(rule: AlarmRule) -> str:
    """Return what a rule watches, in words."""
    if rule.scope == Scope.PROPERTY and rule.observed is not None:
        return of_reader(rule.observed.name_zh, rule.observed.name_en)
    if rule.datastream is None:
        return str(Scope(rule.scope).label)
    told = words.where(rule.datastream)
    if rule.scope == Scope.SEVERAL:
        return _("%(stream)s and others") % {"stream": told}
    return told


def rooms_of(person: Person) -> list[str]:
    """Return the rooms whose facts change these pages."""
    return list(desks_of(person))
