"""The page of the administrators: who is here, and with what duties."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from command.core import lockout, regions, selectors
from command.core.actions import (
    disable_person,
    end_duty,
    forget_second_factor,
    grant_duty,
    lift_lock,
    register_person,
    set_password,
)
from command.core.errors import Invalid, Refusal
from command.core.forms import (
    DisableForm,
    EndDutyForm,
    ForgetForm,
    GrantForm,
    LiftForm,
    NewPasswordForm,
    RegisterForm,
)
from command.core.models import Person
from command.core.policies import Post, duties_of, require

PER_PAGE = 50
ADMINISTER = frozenset({Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN})


class People(View):
    """The people and duties of one's authority, with the forms of one's post."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        actor = _administrator(request)
        rows = Paginator(selectors.people_of(actor.origin), PER_PAGE)
        page = rows.get_page(request.GET.get("page"))
        duties: dict[UUID, list[Any]] = {person.pk: [] for person in page}
        for duty in selectors.duties_granted_by(actor.origin).filter(person__in=list(page)):
            duties[duty.person_id].append(duty)
        locked = lockout.locked_among([person.username for person in page])
        posts = set(duties_of(actor).values_list("post", flat=True))
        context = {
            "page": page,
            "rows": [(person, duties[person.pk], person.username in locked) for person in page],
            "authority": actor.origin,
            "authority_name": regions.name(actor.origin),
            "registers": Post.SYSTEM_ADMIN in posts,
            "grants": Post.SECURITY_ADMIN in posts,
            "regions": selectors.regions_of(actor.origin),
            "register_form": RegisterForm(),
            "grant_form": GrantForm(),
        }
        return render(request, "core/people.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Knock at the door that the form names, and come back with its answer."""
        actor = _administrator(request)
        verb = request.POST.get("verb", "")
        if verb not in VERBS:
            raise Invalid(gettext_lazy("The form names no act that is known here."))
        shape, act = VERBS[verb]
        form = shape(request.POST)
        if not form.is_valid():
            for name, problems in form.errors.items():
                messages.error(request, f"{name}: {' '.join(map(str, problems))}")
            return redirect("people")
        try:
            act(actor, form.cleaned_data)
        except Refusal as refusal:
            reasons = refusal.detail.get("password", [])
            messages.error(request, " ".join([str(refusal), *map(str, reasons)]))
        else:
            messages.success(request, _("Done."))
        return redirect("people")


def _administrator(request: HttpRequest) -> Person:
    actor = cast("Person", request.user)
    require(actor, ADMINISTER, to=_("administer people"), region=actor.origin)
    return actor


def _register(actor: Person, given: dict[str, Any]) -> None:
    register_person(
        actor=actor,
        username=f"{actor.origin}.{given['username']}",
        name=given["name"],
        password=given["password"],
        language=given["language"],
    )


def _grant(actor: Person, given: dict[str, Any]) -> None:
    grant_duty(
        actor=actor,
        person_id=given["person"],
        post=given["post"],
        region=given["region"],
        ends_at=given["ends_at"],
    )


def _end(actor: Person, given: dict[str, Any]) -> None:
    end_duty(actor=actor, duty_id=given["duty"], reason=given["reason"])


def _disable(actor: Person, given: dict[str, Any]) -> None:
    disable_person(actor=actor, person_id=given["person"], reason=given["reason"])


def _set_password(actor: Person, given: dict[str, Any]) -> None:
    set_password(actor=actor, person_id=given["person"], password=given["password"])


def _lift(actor: Person, given: dict[str, Any]) -> None:
    lift_lock(actor=actor, person_id=given["person"])


def _forget(actor: Person, given: dict[str, Any]) -> None:
    forget_second_factor(actor=actor, person_id=given["person"], reason=given["reason"])


VERBS: dict[str, tuple[type[Form], Callable[[Person, dict[str, Any]], None]]] = {
    "register": (RegisterForm, _register),
    "grant": (GrantForm, _grant),
    "end": (EndDutyForm, _end),
    "disable": (DisableForm, _disable),
    "password": (NewPasswordForm, _set_password),
    "lift": (LiftForm, _lift),
    "forget": (ForgetForm, _forget),
}
