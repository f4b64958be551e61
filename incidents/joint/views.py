"""The people's entrance to joint command: the tab of the room, its acts and its papers."""

from typing import Any, cast
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from command.core import operations
from command.core.errors import Conflict, Invalid, NotThere, Refusal
from command.core.ids import new_id
from command.core.models import Person
from command.core.tongues import reader
from incidents.documents import paper_response
from incidents.frame import frame
from incidents.joint import forms, minutes, panels
from incidents.joint.deeds import DEEDS, Deed, plain
from incidents.joint.fields import owner_of
from incidents.joint.filling import Told
from incidents.joint.selectors import consultations, decisions
from incidents.joint.selectors.known import label
from incidents.selectors import seen

TAB = "joint"


@require_safe
@never_cache
def joint(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show how the authorities act together in an incident."""
    person = _person(request)
    context = frame(person, incident_id, TAB)
    shown = panels.every(person, context["incident"])
    return render(request, "joint/page.html", context | shown)


@require_safe
@never_cache
def panel(request: HttpRequest, incident_id: UUID, panel: str) -> HttpResponse:
    """Show one panel anew."""
    person = _person(request)
    incident = seen(incident_id, person)
    if panel not in panels.PANELS:
        raise NotThere(_("No such thing, or not visible to you."))
    context = {"incident": incident, **panels.one(panel, person, incident)}
    return render(request, f"joint/_{panel}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act(request: HttpRequest, incident_id: UUID, act: str) -> HttpResponse:
    """Show the form of an act; carry it out once, or say beside the form why not."""
    person = _person(request)
    incident = seen(incident_id, person)
    deed = DEEDS.get(act)
    if deed is None:
        raise NotThere(_("No such thing, or not visible to you."))
    given = request.POST if request.method == "POST" else request.GET
    told = Told(person, incident, _uuid(given.get("of", "")))
    form, rows = _filled(request, deed, told, act)
    if request.method != "POST":
        return _form_page(request, told, deed, form, rows)
    if (form is None or form.is_valid()) and (rows is None or rows.is_valid()):
        try:
            _carry_out(act, deed, told, form, rows)
        except (Invalid, Conflict) as refusal:
            if form is None:
                raise
            _explain(form, refusal)
            return _form_page(request, told, deed, form, rows, refusal.status)
        back = "incident" if given.get("back") == "incident" else "incident-joint"
        return redirect(back, incident.pk)
    return _form_page(request, told, deed, form, rows, Invalid.status)


@require_safe
@never_cache
def consultation(
    request: HttpRequest, incident_id: UUID, consultation_id: UUID
) -> HttpResponse:
    """Show one consultation, and how far the tasks are that it decided."""
    person = _person(request)
    context = frame(person, incident_id, TAB)
    card = consultations.consultation_of(consultation_id, person)
    if card.incident != str(incident_id):
        raise NotThere(_("No such thing, or not visible to you."))
    shown = panels.consultation(person, context["incident"], card)
    return render(request, "joint/consultation.html", context | shown)


@require_safe
@never_cache
def consultation_minutes(
    request: HttpRequest, incident_id: UUID, consultation_id: UUID, form: str
) -> HttpResponse:
    """Give the minutes of a consultation as a paper."""
    person = _person(request)
    incident = seen(incident_id, person)
    card = consultations.consultation_of(consultation_id, person)
    language = reader()
    paper = minutes.paper_of(
        incident, card, decisions.of_consultation(consultation_id), language, person
    )
    return paper_response(paper, form)


@require_safe
@never_cache
def decision(request: HttpRequest, incident_id: UUID, decision_id: UUID) -> HttpResponse:
    """Show one decision with what was known when it was taken."""
    person = _person(request)
    context = frame(person, incident_id, TAB)
    card = decisions.decision_of(decision_id, person)
    if card.incident != str(incident_id):
        raise NotThere(_("No such thing, or not visible to you."))
    basis = [(label(one["ref"], one["view"]), one) for one in card.basis]
    tasks = panels.tasks_of([card], context["incident"])
    return render(
        request,
        "joint/decision.html",
        context | {"decision": card, "basis": basis, "tasks": tasks.get(card.id, [])},
    )


def _filled(request: HttpRequest, deed: Deed, told: Told, act: str) -> tuple[Form | None, Any]:
    if deed.form is None:
        return None, None
    given = request.POST if request.method == "POST" else None
    initial = deed.initial(told) if given is None else {}
    if given is None and request.GET.get("to"):
        initial["to"] = request.GET["to"]
    form = cast(Form, deed.form(given, initial=initial))
    for name, choices in deed.choices(told).items():
        cast(Any, form.fields[name]).choices = choices
    rows = forms.DecidedSet(given, prefix="d") if act == "conclude" else None
    return form, rows


def _carry_out(act: str, deed: Deed, told: Told, form: Form | None, rows: Any) -> None:
    data = dict(form.cleaned_data) if form else {}
    key = data.pop("key", None) or new_id()
    if rows is not None:
        data["decisions"] = [
            {**row, **owner_of(row["owner"])} for row in rows.cleaned_data if row.get("decided")
        ]
    asked = {"of": str(told.of), **plain(data)}

    def run() -> None:
        deed.run(told, data)

    operations.once(
        key, actor=told.person, what=f"{act} {told.incident.pk}", asked=asked, run=run
    )


def _explain(form: Form, refusal: Refusal) -> None:
    field = str(refusal.detail.get("field", ""))
    form.add_error(field if field in form.fields else None, str(refusal.message))


def _form_page(
    request: HttpRequest,
    told: Told,
    deed: Deed,
    form: Form | None,
    rows: Any,
    status: int = 200,
) -> HttpResponse:
    context = frame(told.person, told.incident.pk, TAB)
    context |= {"deed": deed, "form": form, "rows": rows, "of": told.of or ""}
    return render(request, "joint/form.html", context, status=status)


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        raise Invalid(_("The form does not say what it is about."), field="of") from None


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)
