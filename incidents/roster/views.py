"""People's pages of the duty roster and of handovers."""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command.core import follow, regions
from command.core.errors import Conflict, Invalid, NotThere, Refusal
from command.core.models import Person
from command.core.policies import DESK, holds
from command.core.tongues import reader
from incidents.documents import paper_response
from incidents.roster import pages
from incidents.roster.actions import assign_shift, copy_week, hand_over, start_shift, take_over
from incidents.roster.paper import paper_of
from incidents.roster.selectors import handovers, shifts

SEE_OTHER = 303
WAYS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
def roster(request: HttpRequest) -> HttpResponse:
    """Show who is on duty now in the four cities, and the week of one authority."""
    return _page(request)


@require_http_methods(WAYS)
@never_cache
def shift(request: HttpRequest) -> HttpResponse:
    """Show the form of one shift of one's own authority; plan it."""
    person = _person(request)
    source = request.POST if request.method == "POST" else request.GET
    starts_at = _moment(source.get("starts_at", ""))
    ends_at = _moment(source.get("ends_at", "")) if source.get("ends_at") else None
    ends_at = ends_at or starts_at + pages.LENGTH
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            assign_shift(
                actor=person,
                region=person.origin,
                starts_at=starts_at,
                ends_at=ends_at,
                people=[_key(one) for one in request.POST.getlist("people")],
                phone=request.POST.get("phone", ""),
                note=request.POST.get("note", ""),
            )
        except (Invalid, Conflict) as exc:
            refusal = exc
        else:
            notes.success(request, _("The shift is planned."))
            return _to_week(person.origin, starts_at.date())
    found = shifts.week(person, shifts.monday_of(starts_at.date()), person.origin)
    turn = next(
        (one for one in map(pages.turn_of, found) if one.starts_at == starts_at),
        pages.blank(starts_at, ends_at),
    )
    chosen = request.POST.getlist("people") or [one["person"] for one in turn.places]
    context = {
        "turn": turn,
        "slots": list(zip(turn.places, chosen, strict=False)),
        "staff": shifts.staff(person.origin)
        if holds(person, DESK, region=person.origin)
        else [],
        "region": person.origin,
        "refusal": refusal,
        "given": request.POST.dict(),
    }
    status = refusal.status if refusal else 200
    return render(request, "roster/shift.html", context, status=status)


@require_POST
def copy(request: HttpRequest) -> HttpResponse:
    """Plan a week as the week before."""
    person = _person(request)
    monday = shifts.monday_of(_day(request.POST.get("monday", "")))
    made = copy_week(actor=person, region=person.origin, monday=monday)
    notes.success(request, _("%(n)d shifts were copied from the week before.") % {"n": made})
    return _to_week(person.origin, monday)


@require_POST
def start(request: HttpRequest, shift_id: UUID) -> HttpResponse:
    """Come on duty."""
    start_shift(actor=_person(request), shift_id=shift_id)
    notes.success(request, _("You are on duty."))
    return _to_week(_person(request).origin, shifts.today())


@require_http_methods(WAYS)
@never_cache
def new_handover(request: HttpRequest) -> HttpResponse:
    """Show the form of a handover; gather the page and sign it as the giver."""
    person = _person(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        taker = _key(request.POST.get("taker", ""))
        try:
            if taker is None:
                _name_taker()
            made = hand_over(
                actor=person,
                region=person.origin,
                taker_id=cast(UUID, taker),
                notes=request.POST.get("notes", ""),
                override_reason=request.POST.get("override_reason", ""),
            )
        except (Invalid, Conflict) as exc:
            refusal = exc
        else:
            return _see_other(reverse("handover", args=[made.pk]))
    # Whoever has no desk here hands nothing over, and is shown nobody.
    serves = holds(person, DESK, region=person.origin)
    coming = shifts.takers(person.origin) if serves else []
    staff = shifts.staff(person.origin) if serves else []
    context = {
        "coming": coming,
        "others": [one for one in staff if one not in coming],
        "region": person.origin,
        "place": shifts.running_place(person, person.origin),
        "refusal": refusal,
        "given": request.POST.dict(),
    }
    status = refusal.status if refusal else 200
    return render(request, "roster/handover_new.html", context, status=status)


@require_safe
@never_cache
def handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Show the frozen page of a handover; its taker signs below it."""
    person = _person(request)
    found = handovers.seen(handover_id, person)
    (card,) = handovers.cards([found])
    language = reader()
    context = {
        "one": found,
        "card": card,
        "taken_at": datetime.fromisoformat(card.taken_at) if card.taken_at else None,
        "sections": [_shown(section) for section in found.content["pages"][language]],
        "signs": person.pk == found.taker_id and card.taken_at is None,
    }
    return render(request, "roster/handover.html", context)


@require_POST
def take(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Sign as the taker."""
    take_over(
        actor=_person(request),
        handover_id=handover_id,
        digest=request.POST.get("digest", ""),
        remarks=request.POST.get("remarks", ""),
    )
    notes.success(request, _("You have taken the watch over."))
    return _see_other(reverse("handover", args=[handover_id]))


@require_safe
@never_cache
def paper(request: HttpRequest, handover_id: UUID, form: str) -> HttpResponse:
    """Return the page of a handover as a file."""
    person = _person(request)
    found = handovers.seen(handover_id, person)
    (card,) = handovers.cards([found])
    language = reader()
    return paper_response(paper_of(found, card, language, person.name), form)


def _page(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    region = request.GET.get("region", "") or person.origin
    if region not in (*regions.CITIES, regions.REGION):
        raise NotThere(_("There is no such region."))
    given = request.GET.get("day", "")
    monday = shifts.monday_of(_day(given) if given else shifts.today())
    begins = follow.start_of(*sorted({*follow.desks_of(person), person.room}))
    context = {"start": begins, "live": True, **pages.context(person, region, monday)}
    return render(request, "roster/page.html", context)


def _shown(section: dict[str, Any]) -> dict[str, Any]:
    lines = [
        {**line, "at": datetime.fromisoformat(line["since"]) if line["since"] else None}
        for line in section["lines"]
    ]
    return {**section, "lines": lines}


def _to_week(region: str, day: date) -> HttpResponse:
    return _see_other(f"{reverse('roster')}?region={region}&day={day.isoformat()}")


def _see_other(to: str) -> HttpResponse:
    response = redirect(to)
    response.status_code = SEE_OTHER
    return response


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _name_taker() -> None:
    raise Invalid(_("Name who takes over."), field="taker")


def _key(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        raise Invalid(_("There is nothing like that."), field="people") from None


def _day(given: str) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise Invalid(_("This is not a day."), field="day") from None
    if not 2000 <= day.year <= 2200:
        raise Invalid(_("This is not a day."), field="day")
    return day


def _moment(given: str) -> datetime:
    """Read a time as a form sends it, which is that of China."""
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        raise Invalid(_("This is not a time."), field="starts_at") from None
    if not 2000 <= at.year <= 2200:
        raise Invalid(_("This is not a time."), field="starts_at")
    at = at if at.tzinfo else at.replace(tzinfo=shifts.CHINA)
    return at.astimezone(shifts.CHINA)
