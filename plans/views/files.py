"""Files at a plan: attaching, taking off, reading; and text from a PDF or Word file."""

from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command.core import media, regions
from command.core.errors import Conflict, Invalid, NotThere, Refusal, TooLarge, WrongKind
from command.core.models import Organisation
from plans import selectors
from plans.actions import attach_file, import_plan, remove_file
from plans.files import ACCEPTED, DOCX, MOST_BYTES, NAMED, PDF
from plans.frame import frame
from plans.models import Plan
from plans.views.asked import FAMILIES, person_of
from plans.views.library import families, may_draft
from plans.views.one import page

REFUSED = (Invalid, Conflict, TooLarge, WrongKind)


@require_POST
def attach(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Attach a file to the draft."""
    person = person_of(request)
    selectors.card_of(plan_id, person)
    try:
        content, name = _uploaded(request)
        attach_file(actor=person, plan_id=plan_id, content=content, file_name=name)
    except REFUSED as refusal:
        return page(request, plan_id, refusal=refusal, tried="attach")
    notes.success(request, _("The file is attached."))
    return redirect("plan", plan_id)


@require_POST
def remove(request: HttpRequest, plan_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file off the draft."""
    person = person_of(request)
    selectors.card_of(plan_id, person)
    remove_file(actor=person, plan_id=plan_id, attachment_id=file_id)
    notes.success(request, _("The file is taken off the draft."))
    return redirect("plan", plan_id)


@require_safe
def file(request: HttpRequest, plan_id: UUID, file_id: UUID) -> HttpResponse:
    """Send a file to be saved, as it was handed in."""
    found = selectors.file_seen(plan_id, file_id, person_of(request))
    try:
        content = media.path_of(found.file.sha256).read_bytes()
    except FileNotFoundError:
        raise NotThere(_("This file has not arrived here yet.")) from None
    kind = found.file.content_type
    response = HttpResponse(content, content_type=NAMED.get(kind, kind))
    named = content_disposition_header(as_attachment=True, filename=found.name)
    response["Content-Disposition"] = named or "attachment"
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bring_in(request: HttpRequest) -> HttpResponse:
    """Show the form of an import; make a draft of the text of a file."""
    person = person_of(request)
    shell = frame(person, "library")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            content, name = _uploaded(request)
            plan = import_plan(
                actor=person,
                city=person.origin,
                title=request.POST.get("title", ""),
                kind=request.POST.get("kind", ""),
                event_types=[one for one in request.POST.getlist("family") if one in FAMILIES],
                department=request.POST.get("department", ""),
                content=content,
                file_name=name,
            )
        except REFUSED as exc:
            refusal = exc
        else:
            notes.success(request, _("The text is in the chapters of a new draft."))
            return redirect("plan", plan.pk)
    context = {
        **shell,
        "refusal": refusal,
        "given": request.POST,
        "chosen": request.POST.getlist("family"),
        "kinds": Plan.Kind.choices,
        "departments": Organisation.Kind.choices,
        "families": families(),
        "city": regions.name(person.origin),
        "may": may_draft(person),
        "accept": f"{PDF},{NAMED[DOCX]},.pdf,.docx",
        "most_mb": MOST_BYTES // 1024 // 1024,
    }
    status = refusal.status if refusal else 200
    return render(request, "plans/import.html", context, status=status)


def _uploaded(request: HttpRequest) -> tuple[bytes, str]:
    given = request.FILES.get("file")
    if given is None or given.size is None:
        raise Invalid(_("Choose a file."), field="file", accepted=list(ACCEPTED))
    if given.size > MOST_BYTES:
        raise TooLarge(_("The file is too large."), limit_bytes=MOST_BYTES)
    return given.read(), given.name or ""
