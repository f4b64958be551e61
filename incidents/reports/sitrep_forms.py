"""What people's forms of situation reports hand in."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from command.core.errors import Conflict, Invalid
from incidents.reports import actions, views
from incidents.reports.given import clean, count, given_in, key, met, moment, number, person
from incidents.reports.selectors import sitreps

TEXT = "text"


@require_POST
def schedule(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Let situation reports be made on a schedule."""
    post = request.POST
    parts = zip(
        post.getlist("section"), post.getlist("owner"), post.getlist("post"), strict=False
    )
    sections = [{"title": clean(t), "owner": o, "post": p} for t, o, p in parts if t.strip()]
    first = moment(post.get("first_at", "")) or _next_hour()
    made = actions.schedule_sitrep(
        actor=person(request),
        incident_id=incident_id,
        others=[key for key in map(key, post.getlist("others")) if key],
        operation_id=key(post.get("over", "")),
        title=clean(post.get("title", "")),
        every_hours=int(number(post.get("every_hours", ""))),
        first_at=first,
        sections=sections,
        addressees=[to for to in map(clean, post.getlist("to")) if to] or None,
        skip_reason=clean(post.get("skip_reason", "")),
    )
    return redirect("incident-reports", made.incident_id)


@require_POST
def section(request: HttpRequest, section_id: UUID) -> HttpResponse:
    """Write one's section for the coming hour."""
    given = given_in(request, TEXT, "hour", "base")
    try:
        written = actions.write_section(
            actor=person(request),
            section_id=section_id,
            text=given[TEXT],
            hour=moment(given["hour"]),
            base=count(given["base"]),
        )
    except (Invalid, Conflict) as refusal:
        typed = {"of": str(section_id), **given, **met(refusal)}
        incident = sitreps.incident_of(section_id)
        return views.show_room(request, incident, str(refusal.message), refusal.status, typed)
    return redirect("incident-reports", written.section.schedule.incident_id)


@require_POST
def end_schedule(request: HttpRequest, schedule_id: UUID) -> HttpResponse:
    """End a schedule."""
    ended = actions.end_sitrep(actor=person(request), schedule_id=schedule_id)
    return redirect("incident-reports", ended.incident_id)


def _next_hour() -> datetime:
    return now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
