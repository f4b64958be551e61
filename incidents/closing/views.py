"""The page of closing: what is open, the papers, the archive, personal data, the lessons."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core import regions
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere, Refusal
from command.core.models import Person
from command.core.tongues import reader
from incidents.closing import acts, checks, personal, selectors
from incidents.closing.lifecycle import ArchiveStatus, Purpose, Section
from incidents.closing.papers import PAPERS, TITLES
from incidents.closing.period import period_of
from incidents.closing.rights import may, may_handle
from incidents.documents import FORMS, paper_response
from incidents.frame import frame
from incidents.imagery.models import Image
from incidents.lifecycle import ENDED, Status
from incidents.models import Incident
from incidents.rights import require_handling
from incidents.selectors import card, seen

PICTURES = 60  # that are offered to be marked


@require_safe
@never_cache
def page(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show how far an incident is on its way into the file."""
    return _page(request, incident_id)


@require_safe
@never_cache
def open_list(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show anew what is still open."""
    incident = seen(incident_id, _person(request))
    return render(request, "closing/_open.html", _open(incident))


@require_safe
@never_cache
def kept_list(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show anew the archives."""
    incident = seen(incident_id, _person(request))
    return render(request, "closing/_archives.html", _kept(request, incident))


@require_POST
def do(request: HttpRequest, incident_id: UUID, act: str) -> HttpResponse:
    """Do one of the acts of the page; a refusal is shown there, with what was typed."""
    deed = acts.ACTS.get(act)
    if deed is None:
        raise NotThere(_("There is no such act."))
    try:
        said = deed(_person(request), incident_id, _typed(request))
    except (NotPermitted, NotThere):
        raise
    except (Invalid, Conflict) as refusal:
        return _page(request, incident_id, refusal=refusal, act=act)
    messages.success(request, said)
    return redirect("incident-file", incident_id)


@require_safe
@never_cache
def paper(request: HttpRequest, incident_id: UUID, name: str, form: str) -> HttpResponse:
    """Give a paper as a file, in the language that is asked for."""
    person = _person(request)
    incident = seen(incident_id, person)
    if name not in PAPERS or form not in FORMS:
        raise NotThere(_("There is no such paper."))
    language = request.GET.get("language") or reader()
    if language not in {"zh-hans", "en"}:
        raise Invalid(_("There is no such language."), field="language", given=language)
    made = PAPERS[name](incident, language, by=person.name, **period_of(name, request.GET))
    return paper_response(made, form)


@require_safe
@never_cache
def archive(request: HttpRequest, incident_id: UUID, archive_id: UUID) -> HttpResponseBase:
    """Give an archive to those who handle the incident."""
    incident = seen(incident_id, _person(request))
    # Refused in the words of whoever may ask for one.
    require_handling(_person(request), incident.state, to=_("fetch the archive"))
    found = selectors.archive_file(incident.pk, archive_id)
    name = f"{incident.number}-{found.sha256[:12]}.zip"
    if settings.MEDIA_ACCEL:
        answer = HttpResponse(content_type="application/zip")
        answer["X-Accel-Redirect"] = f"{settings.MEDIA_ACCEL}archives/{found.pk}.zip"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    return FileResponse(found.path.open("rb"), as_attachment=True, filename=name)


def _page(
    request: HttpRequest,
    incident_id: UUID,
    *,
    refusal: Refusal | None = None,
    act: str = "",
) -> HttpResponse:
    person = _person(request)
    shown = frame(person, incident_id, "file")
    incident: Incident = shown["incident"]
    context = {
        **shown,
        **_open(incident),
        **_kept(request, incident),
        **_personal(incident),
        "lessons": _lessons(incident, request.POST if act == "lesson" else {}),
        "papers": TITLES,
        "authorities": [(code, regions.name(code)) for code in _authorities(incident)],
        "refusal": refusal,
        "act": act,
        "given": request.POST if refusal else {},
        **may(person, incident.state),
    }
    return render(request, "closing/page.html", context, status=_status(refusal))


def _open(incident: Incident) -> dict[str, Any]:
    ended = incident.state.status in ENDED
    items = [] if ended else checks.open_items(incident)
    return {
        "incident": incident,
        "items": items,
        "blocked": any(item.blocks for item in items),
        "ended": ended,
        "contained": incident.state.status == Status.CONTAINED,
        "status": Status(incident.state.status).label,
    }


def _kept(request: HttpRequest, incident: Incident) -> dict[str, Any]:
    made = selectors.archives_of(incident.pk)
    return {
        "incident": incident,
        "archives": [(one, ArchiveStatus(one.status).label) for one in made],
        "may_fetch": may_handle(_person(request), incident.state),
    }


def _personal(incident: Incident) -> dict[str, Any]:
    closing = selectors.closing_card(incident)
    marked = selectors.marked_pictures(incident.pk)
    pictures = Image.objects.filter(incident=incident)[:PICTURES]
    return {
        "closing": closing,
        "purge_at": _moment(closing.purge_at),
        "kept_until": _moment(closing.kept_until),
        "held": [(personal.label(name), count) for name, count in closing.held.items()],
        "held_count": sum(closing.held.values()),
        "purges": selectors.purges_of(incident.pk),
        "purposes": Purpose.choices,
        "pictures": [(one, one.pk in marked) for one in pictures],
    }


def _lessons(incident: Incident, given: Any) -> list[dict[str, Any]]:
    written = {lesson.section: lesson for lesson in selectors.lessons_of(incident.pk)}
    shown = []
    for code, name in Section.choices:
        lesson = written.get(code)
        mine = given.get("text") if given.get("section") == code else None
        shown.append(
            {
                "code": code,
                "name": name,
                "lesson": lesson,
                "text": mine if mine is not None else (lesson.text if lesson else ""),
                "version": lesson.version if lesson else 0,
            }
        )
    return shown


def _authorities(incident: Incident) -> list[str]:
    told = card(incident)
    return sorted({told.city, told.lead_authority, *told.shared_with})


def _typed(request: HttpRequest) -> dict[str, str]:
    # No table holds the sign NUL, and nobody types it.
    return {name: text.replace("\x00", "") for name, text in request.POST.dict().items()}


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def _status(refusal: Refusal | None) -> int:
    return refusal.status if refusal else 200


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)
