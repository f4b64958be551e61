"""Changing the register: one view for all its forms, each with a door behind it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core import operations
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere, Refusal
from command.core.ids import new_id
from command.core.models import Person
from resources.dispatch.frame import frame
from resources.register.forms import ACTS, NEW, RegisterForm, homes
from resources.register.kinds import FacilityKind
from resources.register.selectors import things
from resources.register.views.pages import person_of
from resources.register.views.words import words_of

WAYS = ["GET", "HEAD", "POST"]
SEE_OTHER = 303
NOT_ASKED = frozenset({"csrfmiddlewaretoken", "key"})


@require_http_methods(WAYS)
@never_cache
def new(request: HttpRequest, what: str) -> HttpResponse:
    """Show the form of a new thing; register it."""
    person = person_of(request)
    if what not in NEW:
        raise NotThere(_("No such thing, or not visible to you."))
    if not homes(person):
        raise NotPermitted(_("You do not keep the register of your city."))
    kind = request.GET.get("kind", "")
    form = NEW[what](person, kind, request.POST if request.method == "POST" else None)
    context = {
        "heading": form.heading,
        "back": f"{reverse('register')}?tab={TAB_OF[what]}",
        "kinds": FacilityKind.choices if what == "facility" else [],
        "kind": getattr(form, "kind", ""),
    }
    return _answer(request, person, form, f"register {what}", context)


@require_http_methods(WAYS)
@never_cache
def act(request: HttpRequest, what: str, key: UUID, act: str) -> HttpResponse:
    """Show the form of an act on a thing; carry it out."""
    person = person_of(request)
    made = ACTS.get((what, act))
    if made is None:
        raise NotThere(_("No such thing, or not visible to you."))
    row = things.seen(what, key, person)
    if not things.keeps(person, what, row):
        raise NotPermitted(_("You do not keep the register of this thing."))
    form = made(person, row, request.POST if request.method == "POST" else None)
    parent = things.PARENTS.get(what)
    shown, page = (getattr(row, parent), parent) if parent else (row, what)
    context = {
        "heading": form.heading,
        "thing": row if parent else None,
        "name": words_of(page, shown)["name"],
        "back": reverse("register-thing", args=[page, shown.pk]),
    }
    return _answer(request, person, form, f"{act} {what} {key}", context)


def _answer(
    request: HttpRequest,
    person: Person,
    form: RegisterForm,
    what: str,
    context: dict[str, Any],
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                to = _once(request, person, form, what)
            except (Invalid, Conflict) as refusal:
                status = refusal.status
                _blame(form, refusal)
            else:
                messages.success(request, _("Saved in the register."))
                response = redirect("register-thing", *to)
                response.status_code = SEE_OTHER
                return response
    context |= {"form": form, "key": request.POST.get("key") or new_id()}
    return render(
        request, "register/form.html", frame(person, "register") | context, status=status
    )


def _once(request: HttpRequest, person: Person, form: RegisterForm, what: str) -> list[str]:
    """Knock at the door, once for the key of the form."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        raise Invalid(_("The form has lost its key; load it anew.")) from None

    def run() -> list[str]:
        page, made = form.knock()
        return [page, str(made)]

    asked = {n: request.POST.getlist(n) for n in request.POST if n not in NOT_ASKED}
    done, _again = operations.once(key, actor=person, what=what[:200], asked=asked, run=run)
    return list(done)


def _blame(form: RegisterForm, refusal: Refusal) -> None:
    """Say the refusal beside the field it is about, or on top of the form."""
    field = str(refusal.detail.get("field", ""))
    named = next(
        (n for n in (field, f"d-{field}", f"{field}-occupied") if n in form.fields), None
    )
    if field == "is_confirmed" and named:
        form.fields[named].widget = type(form).base_fields[named].widget
    form.add_error(named, str(refusal.message))


TAB_OF = {
    "team": "teams",
    "asset": "assets",
    "stock": "stocks",
    "facility": "facilities",
    "expert": "experts",
}
