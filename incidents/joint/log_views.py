"""The decision log: a page, its filters, its proof and its papers."""

import csv
from io import StringIO
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core import follow, policies, regions
from command.core.errors import Invalid, NotThere
from command.core.models import Person
from command.core.tongues import reader
from incidents.documents import paper_response
from incidents.joint.actions import acknowledge_notification
from incidents.joint.forms import LogFilter
from incidents.joint.minutes import cells_of, heads_of, log_paper
from incidents.joint.selectors import log, notifications
from incidents.selectors import visible_to

PER_PAGE = 50
MOST = 1500  # lines of a paper: what can be set while somebody waits
MOST_ROOMS = 12  # journals that are proved at a time
BOM = "\ufeff"  # so that a spreadsheet reads Chinese as Chinese


@require_safe
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """Show the decision log, and what one's desk has been told and not signed for."""
    person = _on_duty(request)
    start = follow.start_of(*follow.desks_of(person))
    form, wanted = _wanted(request, person)
    found = Paginator(log.log(person, wanted), PER_PAGE).get_page(request.GET.get("page"))
    lines = log.lines(found.object_list)
    query = {k: str(v) for k, v in request.GET.items() if k in form.fields and v}
    context = {
        "live": True,
        "start": start,
        "form": form,
        "page": found,
        "lines": lines,
        "query": urlencode(query),
        "filtered": bool(query),
        "rooms": urlencode([("room", room) for room in _rooms(lines)]),
        "waiting": notifications.awaiting_acknowledgement(person),
    }
    status = 200 if form.is_valid() else Invalid.status
    return render(request, "joint/log.html", context, status=status)


@require_safe
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """Show anew what one's desk has been told and not signed for."""
    told = notifications.awaiting_acknowledgement(_on_duty(request))
    return render(request, "joint/_waiting.html", {"waiting": told})


@require_safe
@never_cache
def chain(request: HttpRequest) -> HttpResponse:
    """Prove the journals of the lines that are shown."""
    rooms = list(dict.fromkeys(request.GET.getlist("room")))[:MOST_ROOMS]
    cards = log.chains(_on_duty(request), [room for room in rooms if "\x00" not in room])
    context = {
        "cards": cards,
        "broken": [card for card in cards if not card.whole],
        "entries": sum(card.entries for card in cards),
        "checked_at": now(),
    }
    return render(request, "joint/_chain.html", context)


@require_safe
@never_cache
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the filtered log as a table: csv, pdf or docx."""
    person = _on_duty(request)
    if form not in {"csv", "pdf", "docx"}:
        raise Invalid(_("The log comes as csv, pdf or docx."), field="form", given=form)
    filled, wanted = _wanted(request, person)
    if not filled.is_valid():
        raise Invalid(_("The filter cannot be read."), field=next(iter(filled.errors)))
    lines = log.lines(log.log(person, wanted)[:MOST])
    language = reader()
    if form != "csv":
        drill = any(line.exercise for line in lines)
        return paper_response(log_paper(lines, language, person, drill=drill), form)
    answer = HttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="decision-log.csv"'
    return answer


@require_POST
def sign(request: HttpRequest, notification_id: UUID) -> HttpResponse:
    """Sign for a notification from the log's page."""
    acknowledge_notification(actor=_person(request), notification_id=notification_id)
    messages.success(request, _("The notification is acknowledged."))
    return redirect("log")


def _csv(lines: list[log.Line]) -> str:
    out = StringIO()
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow([*heads_of(), _("Room"), _("Incident")])
    for line in lines:
        cells = [*cells_of(line)[:-1], line.hash, line.room, line.incident_title]
        writer.writerow([_harmless(cell) for cell in cells])
    return out.getvalue()


def _harmless(cell: str) -> str:
    # A spreadsheet must not take a person's words for a formula.
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _wanted(request: HttpRequest, person: Person) -> tuple[LogFilter, log.Wanted]:
    form = LogFilter(request.GET)
    every: list[tuple[str, Any]] = [("", _("all"))]
    fields = cast(dict[str, Any], form.fields)
    cities = (*regions.CITIES, regions.REGION)
    fields["city"].choices = every + [(code, regions.name(code)) for code in cities]
    incidents = visible_to(person).order_by("-reported_at")[:200]
    fields["incident"].choices = every + [
        (str(i.pk), f"{i.number} {i.title}") for i in incidents
    ]
    fields["person"].choices = every + [(str(p.pk), p.name) for p in log.deciders(person)]
    if not form.is_valid():
        return form, log.Wanted()
    given = form.cleaned_data
    return form, log.Wanted(
        city=given["city"],
        incident=UUID(given["incident"]) if given["incident"] else None,
        person=UUID(given["person"]) if given["person"] else None,
        since=given["since"],
        until=given["until"],
        text=given["text"],
    )


def _rooms(lines: list[log.Line]) -> list[str]:
    return list(dict.fromkeys(line.room for line in lines))[:MOST_ROOMS]


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _on_duty(request: HttpRequest) -> Person:
    person = _person(request)
    held = policies.duties_of(person).exclude(post__in=policies.ADMINISTRATORS)
    if not held.exists():
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person
