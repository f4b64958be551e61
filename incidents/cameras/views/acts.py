"""Keeping the register of cameras: forms with a door behind each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command.core import operations
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.ids import new_id
from command.core.models import Person
from command.core.times import iso
from incidents.cameras import rows, selectors
from incidents.cameras.actions import (
    change_camera,
    import_cameras,
    register_camera,
    retire_camera,
    share_camera,
    withdraw_camera,
)
from incidents.cameras.adapters.platform import channels
from incidents.cameras.forms import CameraForm, homes
from incidents.cameras.views.pages import person_of

WAYS = ["GET", "HEAD", "POST"]
SEE_OTHER, BAD = 303, 400


@require_http_methods(WAYS)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a new camera; register it."""
    person = _keeper(request)
    form = CameraForm(person, None, request.POST if request.method == "POST" else None)
    context = {"heading": _("Register a camera"), "back": reverse("cameras")}

    def run() -> str:
        return str(register_camera(actor=person, **form.cleaned_data).pk)

    return _answer(request, person, form, context, "register camera", run)


@require_http_methods(WAYS)
@never_cache
def change(request: HttpRequest, camera_id: UUID) -> HttpResponse:
    """Show the form of a camera; change it."""
    person = person_of(request)
    row = selectors.seen(camera_id, person)
    form = CameraForm(person, row, request.POST if request.method == "POST" else None)
    context = {
        "heading": _("Change a camera"),
        "back": reverse("camera", args=[row.pk]),
        "seen_at": request.POST.get("seen_at") or iso(row.updated_at),
    }

    def run() -> str:
        changed = change_camera(
            actor=person,
            camera_id=camera_id,
            changes=form.cleaned_data,
            seen_at=context["seen_at"][:40],
        )
        return str(changed.pk)

    return _answer(request, person, form, context, f"change camera {camera_id}", run)


@require_http_methods(WAYS)
@never_cache
def bring_in(request: HttpRequest) -> HttpResponse:
    """Show the form of an import; bring in the cameras of a file, all or none."""
    _keeper(request)
    refusal: Invalid | Conflict | None = None
    if request.method == "POST":
        try:
            made = _imported(request)
        except (Invalid, Conflict) as exc:
            refusal = exc
        else:
            messages.success(request, _("%(n)d cameras were imported.") % {"n": len(made)})
            return _see(reverse("cameras"))
    context = {
        "refusal": refusal,
        "problems": refusal.detail.get("rows", []) if refusal else [],
        "columns": rows.COLUMNS,
        "platform": bool(settings.GB28181_URL),
        "key": new_id(),
    }
    status = refusal.status if refusal else 200
    return render(request, "cameras/import.html", context, status=status)


@require_safe
@never_cache
def platform_list(request: HttpRequest) -> HttpResponse:
    """Send the cameras that the platform lists and nobody registered yet, to be imported."""
    here = {code for code, _name in homes(_keeper(request))}
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer.write(rows.offered(channels(), here))
    answer["Content-Disposition"] = 'attachment; filename="gb28181-cameras.csv"'
    return answer


@require_POST
def retire(request: HttpRequest, camera_id: UUID) -> HttpResponse:
    """Take a camera out of use."""
    reason = request.POST.get("reason", "")
    retire_camera(actor=person_of(request), camera_id=camera_id, reason=reason)
    messages.success(request, _("The camera is out of use."))
    return _see(reverse("cameras"))


@require_POST
def share(request: HttpRequest, camera_id: UUID) -> HttpResponse:
    """Share a camera with an incident."""
    share_camera(actor=person_of(request), camera_id=camera_id, incident_id=_incident(request))
    return _see(reverse("camera", args=[camera_id]))


@require_POST
def withdraw(request: HttpRequest, camera_id: UUID) -> HttpResponse:
    """Let an incident see a camera no longer."""
    withdraw_camera(
        actor=person_of(request), camera_id=camera_id, incident_id=_incident(request)
    )
    return _see(reverse("camera", args=[camera_id]))


def _answer(
    request: HttpRequest,
    person: Person,
    form: CameraForm,
    context: dict[str, Any],
    what: str,
    run: Callable[[], str],
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = BAD
        if form.is_valid():
            try:
                key = _key(request)
                asked = {name: str(value) for name, value in form.cleaned_data.items()}
                to, _again = operations.once(key, actor=person, what=what, asked=asked, run=run)
            except (Invalid, Conflict) as refusal:
                status = refusal.status
                field = str(refusal.detail.get("field", ""))
                form.add_error({"point": "lat"}.get(field, field) or None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return _see(reverse("camera", args=[to]))
    context |= {"form": form, "key": request.POST.get("key") or new_id()}
    return render(request, "cameras/form.html", context, status=status)


def _imported(request: HttpRequest) -> list[str]:
    """Bring the cameras of the file in, once for the key of the form."""
    file = request.FILES.get("file")
    if file is None:
        raise Invalid(_("Choose a CSV file."), field="file")
    if file.size is None or file.size > rows.MOST_BYTES:
        raise Invalid(_("The file is larger than 1 MB."), field="file")
    person = person_of(request)
    given = rows.read(file.read())
    made, _again = operations.once(
        _key(request),
        actor=person,
        what="import cameras",
        asked=given,
        run=lambda: [str(camera.pk) for camera in import_cameras(actor=person, rows=given)],
    )
    return list(made)


def _keeper(request: HttpRequest) -> Person:
    person = person_of(request)
    if not homes(person):
        raise NotPermitted(_("You do not keep the cameras of your city."))
    return person


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise Invalid(_("The form is incomplete; load the page anew.")) from None


def _incident(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("incident", ""))
    except ValueError:
        raise Invalid(_("Choose an incident."), field="incident") from None


def _see(url: str) -> HttpResponse:
    response = redirect(url)
    response.status_code = SEE_OTHER
    return response
