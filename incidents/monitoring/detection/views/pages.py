"""The list of rules, one rule, and its rehearsal over history."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.core.follow import start_of
from command.core.models import Person
from incidents.monitoring.detection import words
from incidents.monitoring.detection.lifecycle import Kind
from incidents.monitoring.detection.parse import terms_of
from incidents.monitoring.detection.selectors import rule_seen
from incidents.monitoring.detection.selectors.listing import (
    episodes_of,
    rules_listed,
    rung_lately,
    standing_of,
    versions_of,
)
from incidents.monitoring.detection.views import frame


@require_safe
@never_cache
def rules(request: HttpRequest) -> HttpResponse:
    """Show what people are alarmed about, and how often that was."""
    person = frame.on_duty(request)
    context = {
        **_listed(person),
        "kinds": Kind.choices,
        "live": True,
        "may_write": frame.may_write(person),
        "start": start_of(*frame.rooms_of(person)),
    }
    return render(request, "detection/rules.html", context)


@require_safe
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """Show the list alone, for a page that is open."""
    return render(request, "detection/_list.html", _listed(frame.on_duty(request)))


@require_safe
@never_cache
def rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Show one rule: how it judges, how it has judged, what stands by it."""
    person = frame.on_duty(request)
    one = rule_seen(rule_id, person)
    versions = versions_of(one)
    for version in versions:
        version.judges = words.judges(  # type: ignore[attr-defined]
            terms_of(version), frame.unit_of(one)
        )
    one.newest = versions[0]  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "row": frame.row_of(one, rung_lately(person), standing_of(person)),
        "versions": versions,
        "episodes": [
            {
                "datastream_id": e.datastream_id,
                "since": e.since,
                "where": words.where(e.datastream),
            }
            for e in episodes_of(one, person)
        ],
        "may_change": frame.may_change(person, one),
        "may_replace": bool(one.code)
        and person.origin != one.origin
        and frame.may_write(person),
        "owner": regions.name(one.origin),
        "days": frame.days_of(request),
        "spans": frame.SPANS,
    }
    return render(request, "detection/one.html", context)


@require_safe
@never_cache
def rehearsal(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Show what a rule would have raised in the last days."""
    person = frame.on_duty(request)
    one = rule_seen(rule_id, person)
    terms = terms_of(versions_of(one)[0])
    days = frame.days_of(request)
    context = {"run": frame.rehearsed(person, one, terms, days), "days": days}
    return render(request, "detection/_rehearsal.html", context)


def _listed(person: Person) -> dict[str, Any]:
    rung, standing = rung_lately(person), standing_of(person)
    rows = [frame.row_of(one, rung, standing) for one in rules_listed(person)]
    return {"rows": rows}
