"""People's pages of imports and exports."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from command.core import media
from command.core.errors import Conflict, Invalid, NotThere, Refusal, TooLarge, WrongKind
from command.core.models import Person
from command.core.policies import duties_of
from resources.dispatch.frame import frame
from resources.importing import writing
from resources.importing.actions import confirm_import, receive_import, undo_import
from resources.importing.actions.sheets import SHEETS, sheet_of
from resources.importing.models import ImportRun, RunStatus, SheetKind
from resources.importing.reading import CSV_TYPE, MOST_BYTES, MOST_LINES, XLSX_TYPE
from resources.importing.selectors import RunCard, run_seen, runs_open_to
from resources.rights import MAY_REGISTER

WAYS = ["GET", "HEAD", "POST"]
LISTED = 50


@require_http_methods(WAYS)
@never_cache
def imports(request: HttpRequest) -> HttpResponse:
    """Show the form, the templates and what was imported; take in a file."""
    person = _person(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            run = _received(request, person)
        except (Invalid, Conflict, TooLarge, WrongKind) as exc:
            refusal = exc
        else:
            return redirect("import", run.pk)
    runs = runs_open_to(person)[:LISTED]
    context = {
        "sheets": SheetKind.choices,
        "chosen": request.POST.get("sheet", ""),
        "refusal": refusal,
        "runs": [(RunCard.of(run), run.made_at) for run in runs],
        "may": _keeps(person),
        "most_mb": MOST_BYTES // 1024 // 1024,
        "most_lines": MOST_LINES,
    }
    status = refusal.status if refusal else 200
    page = frame(person, "imports") | context
    return render(request, "importing/imports.html", page, status=status)


@require_http_methods(WAYS)
@never_cache
def one(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show what a file would do or did; confirm it, or undo it."""
    person = _person(request)
    run = run_seen(run_id, person)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _act(request, person, run)
        except (Invalid, Conflict) as exc:
            refusal = exc
        else:
            return redirect("import", run.pk)
        run = run_seen(run_id, person)
    context = _shown(run, person) | {"refusal": refusal, "given": request.POST.dict()}
    status = refusal.status if refusal else 200
    page = frame(person, "imports") | context
    return render(request, "importing/import.html", page, status=status)


@require_safe
@never_cache
def state(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show how far an import is; once it has ended, bring the whole page."""
    run = run_seen(run_id, _person(request))
    response = render(request, "importing/_state.html", {"run": RunCard.of(run)})
    if run.status != RunStatus.RUNNING:
        response["HX-Refresh"] = "true"
    return response


@require_safe
def original(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Send the file as it was handed in, to be saved and not shown."""
    run = run_seen(run_id, _person(request))
    try:
        content = media.path_of(run.file.sha256).read_bytes()
    except FileNotFoundError:
        raise NotThere(_("This file has not arrived here yet.")) from None
    suffix, kind = ("xlsx", XLSX_TYPE) if run.layout == "XLSX" else ("csv", CSV_TYPE)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.{suffix}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def template(request: HttpRequest, sheet: str, kind: str) -> HttpResponseBase:
    """Send an empty file with the heads and one example."""
    made = sheet_of(sheet)("")
    return writing.answer(made, writing.template(made), _format(kind), f"template-{sheet}")


@require_safe
def export(request: HttpRequest, sheet: str, kind: str) -> HttpResponseBase:
    """Send the register as far as it is in sight, with the columns of an import."""
    person = _person(request)
    made = sheet_of(sheet)(person.origin)
    return writing.answer(made, writing.lines(made, person), _format(kind), f"register-{sheet}")


def _received(request: HttpRequest, person: Person) -> ImportRun:
    file = request.FILES.get("file")
    sheet = request.POST.get("sheet", "")
    if sheet not in SHEETS:
        raise Invalid(_("Say which register it is."), field="sheet")
    if file is None or file.size is None:
        raise Invalid(_("Choose a file."), field="file")
    if file.size > MOST_BYTES:
        raise TooLarge(_("The file is too large."), limit_bytes=MOST_BYTES)
    return receive_import(
        actor=person, sheet=sheet, content=file.read(), file_name=file.name or ""
    )


def _act(request: HttpRequest, person: Person, run: ImportRun) -> None:
    if request.POST.get("act") == "undo":
        undo_import(actor=person, run_id=run.pk, reason=request.POST.get("reason", ""))
        notes.success(request, _("The import is undone."))
        return
    confirm_import(
        actor=person,
        run_id=run.pk,
        digest=request.POST.get("digest", ""),
        leave_out_faulty=request.POST.get("leave_out") == "yes",
    )
    notes.success(request, _("The import is confirmed."))


def _shown(run: ImportRun, person: Person) -> dict[str, Any]:
    faulty = run.counts.get("faulty", 0)
    amount = run.counts.get("new", 0) + run.counts.get("changed", 0)
    return {
        "run": RunCard.of(run),
        "made_at": run.made_at,
        "sheet_name": SheetKind(run.sheet).label,
        "status_name": RunStatus(run.status).label,
        "digest": run.digest,
        "errors": [one for one in run.problems if one["is_error"]],
        "warnings": [one for one in run.problems if not one["is_error"]],
        "sample": run.sample,
        "amount": amount,
        "faulty": faulty,
        "may": _keeps(person) and person.origin == run.origin,
    }


def _keeps(person: Person) -> bool:
    held = duties_of(person).filter(region__isnull=False, post__in=MAY_REGISTER)
    return held.exists()


def _format(kind: str) -> str:
    if kind not in writing.FORMATS:
        raise NotThere(_("There is no such format."))
    return kind


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)
