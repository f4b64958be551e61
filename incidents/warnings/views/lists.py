"""Reading warnings: the list, one warning with its chain, the part of a room."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.core import follow, regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import COMMANDING, DESK, duties_of, scopes_of
from incidents import selectors as of_incidents
from incidents.frame import frame
from incidents.models import Incident
from incidents.rights import PROPOSING
from incidents.warnings import selectors, words
from incidents.warnings.lifecycle import Duty, Kind
from incidents.warnings.models import PublicWarning
from incidents.warnings.views import shown

MOST_ENDED = 30


def person_of(request: HttpRequest) -> Person:
    """Return who asks."""
    return cast(Person, request.user)


@require_GET
@never_cache
def warnings(request: HttpRequest) -> HttpResponse:
    """Show the warnings, those in force first, and who must decide."""
    person = person_of(request)
    if not scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    rooms = set(follow.desks_of(person))
    rooms |= set(selectors.visible_to(person).values_list("room", flat=True)[:50])
    seen = of_incidents.open_to(person).filter(room__in=rooms).values_list("room", flat=True)
    start = follow.start_of(*sorted(set(follow.desks_of(person)) | set(seen)))
    context = _list(person) | {
        "start": start,
        "live": True,
        "may_issue": bool(selectors.units_of(person)),
        "may_import": duties_of(person).filter(post__in=DESK).exists(),
    }
    return render(request, "warnings/page.html", context)


@require_GET
@never_cache
def warnings_panel(request: HttpRequest) -> HttpResponse:
    """Show the list anew."""
    return render(request, "warnings/_list.html", _list(person_of(request)))


@require_GET
@never_cache
def areas(request: HttpRequest) -> HttpResponse:
    """Show what is warned of on a map, in words: one line each."""
    context = {"warned": selectors.warned_areas(person_of(request), now())}
    return render(request, "warnings/_areas.html", context)


@require_GET
@never_cache
def warning(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    """Show one warning with its chain and its files."""
    person = person_of(request)
    found = selectors.seen(warning_id, person)
    context = _one(found, person) | {"start": follow.start_of(found.room), "live": True}
    return render(request, "warnings/one.html", context)


@require_GET
@never_cache
def warning_panel(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    """Show one warning anew."""
    person = person_of(request)
    found = selectors.seen(warning_id, person)
    return render(request, "warnings/_one.html", _one(found, person))


@require_GET
@never_cache
def incident_warnings(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the warnings and the responses of an incident."""
    person = person_of(request)
    context = frame(person, incident_id, "warnings")
    context |= _of_incident(context["incident"], person)
    return render(request, "warnings/room.html", context)


@require_GET
@never_cache
def incident_panel(request: HttpRequest, incident_id: UUID, part: str) -> HttpResponse:
    """Show one panel of it anew."""
    if part not in {"responses", "proposals", "warnings", "duties"}:
        raise NotThere(_("There is no such panel."))
    person = person_of(request)
    incident = of_incidents.seen(incident_id, person)
    return render(request, f"warnings/_{part}.html", _of_incident(incident, person))


def _list(person: Person) -> dict[str, Any]:
    reader = shown.Reader.of(person)
    cards = selectors.cards(selectors.visible_to(person))
    lines = [shown.line(card, reader) for card in cards]
    rows = selectors.obligations_visible_to(person).order_by("-obligation__started_at")
    duties = selectors.obligation_cards(rows.filter(status=Duty.OPEN)[:50])
    return {
        "standing": sorted(
            (line for line in lines if line.state == "in_force"),
            key=lambda line: (line.card.level or 9, -line.sent.timestamp()),
        ),
        "ended": [line for line in lines if line.state != "in_force"][:MOST_ENDED],
        "duties": [shown.duty(card, reader) for card in duties],
        "read_at": now(),
    }


def _one(found: PublicWarning, person: Person) -> dict[str, Any]:
    card, reader = selectors.card(found), shown.Reader.of(person)
    versions = [
        {
            "version": one,
            "name": Kind(one.kind).label,
            "colour": words.colour(one.level),
            "sent": one.kind != Kind.EXPIRED,
            "files": selectors.names(found, one) if one.kind != Kind.EXPIRED else {},
        }
        for one in found.versions.all()
    ]
    rows = selectors.obligations().filter(obligation__warning=found)
    duties = selectors.obligation_cards(rows.order_by("obligation__started_at"))
    incident = found.incident
    if (
        incident is not None
        and not of_incidents.visible_to(person).filter(pk=incident.pk).exists()
    ):
        incident = None
    return {
        "warning": found,
        "line": shown.line(card, reader),
        "shapes": {"polygons": card.polygons, "circles": card.circles},
        "versions": list(reversed(versions)),
        "duties": [shown.duty(one, reader) for one in duties],
        "of_incident": incident,
        "drill": card.exercise,
    }


def _of_incident(incident: Incident, person: Person) -> dict[str, Any]:
    cards = selectors.cards(selectors.every().filter(incident=incident))
    rows = selectors.obligations().filter(incident=incident)
    key, reader = incident.pk, shown.Reader.of(person)
    responses: list[dict[str, Any]] = [
        {
            "card": one,
            "where": regions.name(one.jurisdiction),
            "until": shown.moment(one.expected_until),
            "at": shown.moment(one.at),
            "may_end": one.level is not None and reader.holds(COMMANDING, one.jurisdiction),
        }
        for one in of_incidents.responses_of(key, person)
    ]
    proposals = [
        {
            "card": one,
            "where": regions.name(one.jurisdiction),
            "until": shown.moment(one.expected_until),
            "asked": shown.moment(one.asked_at),
            "may_sign": one.state == "pending"
            and one.proposed_by != str(person.pk)
            and person.name not in one.signed
            and reader.holds(COMMANDING, one.jurisdiction),
        }
        for one in reversed(of_incidents.proposals_of(key, person))
    ]
    return {
        "incident": incident,
        "responses": responses,
        "proposals": proposals,
        "lines": [shown.line(card, reader) for card in cards],
        "duties": [shown.duty(card, reader) for card in selectors.obligation_cards(rows)],
        "may_issue": bool(selectors.units_of(person)),
        "may_respond": duties_of(person).filter(post__in=PROPOSING).exists(),
        "others": max(0, sum(one["card"].level is not None for one in responses) - 1),
        "people": len(selectors.told_in(incident.room_id)),
    }
