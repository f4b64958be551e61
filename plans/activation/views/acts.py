"""Starting, signing, stepping, amending and ending a plan: forms that knock at one door."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command.core.errors import Invalid, NotThere, Refusal
from command.core.follow import desks_of, start_of
from command.core.ids import new_id
from command.core.models import Person
from command.core.policies import may_follow
from command.core.times import clock
from plans.actions import activate_plan
from plans.activation.actions import (
    amend_activation,
    ask_start,
    confirm_condition,
    end_activation,
    mark_notice,
    sign_activation,
    step_activation,
)
from plans.activation.selectors import listed
from plans.activation.selectors.course import seen_activation
from plans.activation.selectors.preview import preview
from plans.activation.selectors.signing import OPEN, every, standing
from plans.activation.views.pages import shown
from plans.activation.views.reading import digests, key_of, once, person_of, whole, words
from plans.frame import frame

METHODS = ["GET", "HEAD", "POST"]
KEPT = frozenset({403, 404})


@require_http_methods(METHODS)
@never_cache
def start(request: HttpRequest, plan_id: UUID, incident_id: UUID) -> HttpResponse:
    """Preview the start of a plan, and start it or ask for the signatures it takes."""
    person = person_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _start(request, person, plan_id, incident_id)
        except Refusal as refused:
            if refused.status in KEPT:
                raise
            refusal = refused
    return _preview(request, person, plan_id, incident_id, refusal)


def _start(
    request: HttpRequest, person: Person, plan_id: UUID, incident_id: UUID
) -> HttpResponse:
    given: dict[str, Any] = {
        "actor": person,
        "plan_id": plan_id,
        "incident_id": incident_id,
        "level": whole(request.POST.get("level", ""), "level"),
        "unticked": _unticked(request),
        "seen": digests(request.POST.get("seen", "")),
    }
    if request.POST.get("ask"):
        asked = once(request, f"ask start {plan_id}", lambda: str(ask_start(**given).pk))
        messages.success(request, _("Signatures are asked for; the last one starts the plan."))
        return redirect("plan-start", asked)
    made = once(request, f"start {plan_id}", lambda: str(activate_plan(**given).pk))
    messages.success(request, _("The plan is at work."))
    return redirect("activation", made)


def _preview(
    request: HttpRequest,
    person: Person,
    plan_id: UUID,
    incident_id: UUID,
    refusal: Refusal | None,
) -> HttpResponse:
    asked = request.POST.get("level") or request.GET.get("level", "")
    level = int(asked) if asked in {"1", "2", "3", "4"} else 0
    is_post = request.method == "POST"
    unticked = frozenset(_unticked(request)) if is_post else frozenset()
    start = start_of(*desks_of(person))
    seen = preview(plan_id, incident_id, level, person, unticked=unticked)
    context = frame(person, "active") | {
        "start": start,
        "preview": seen,
        "drill": seen.incident.exercise_id is not None,
        "refusal": refusal,
        "key": new_id(),
    }
    status = refusal.status if refusal else 200
    return render(request, "activation/preview.html", context, status=status)


@require_http_methods(METHODS)
@never_cache
def sign(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show what a request would start, and sign it, refuse it or take it back."""
    person = person_of(request)
    found = every().filter(pk=request_id).first()
    if found is None or not may_follow(person, found.incident.room_id):
        raise NotThere(_("No such request, or not visible to you."))
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _sign(request, person, request_id)
        except Refusal as refused:
            if refused.status in KEPT:
                raise
            refusal = refused
    stands = standing(found, clock())
    context = frame(person, "active") | {
        "start": start_of(found.incident.room_id, *desks_of(person)),
        "asked": listed.asked(found, person),
        "standing": stands,
        "open": stands == OPEN,
        "is_mine": found.by_id == person.pk,
        "drill": found.exercise_id is not None,
        "refusal": refusal,
        "key": new_id(),
    }
    if context["open"]:
        context["preview"] = preview(
            found.version.plan_id,
            found.incident_id,
            found.level,
            found.by,
            unticked=frozenset(found.unticked),
        )
    status = refusal.status if refusal else 200
    return render(request, "activation/sign.html", context, status=status)


def _sign(request: HttpRequest, person: Person, request_id: UUID) -> HttpResponse:
    def run() -> str:
        work = sign_activation(
            actor=person,
            request_id=request_id,
            verdict=request.POST.get("verdict", ""),
            reason=words(request, "reason"),
        )
        return str(work.pk) if work else ""

    made = once(request, f"sign start {request_id}", run)
    if made:
        messages.success(request, _("Yours was the last signature: the plan is at work."))
        return redirect("activation", made)
    messages.success(request, _("This is on record."))
    return redirect("plan-start", request_id)


@require_POST
def act(request: HttpRequest, activation_id: UUID) -> HttpResponse:
    """Step, amend or end a plan at work, or confirm what a step waits for."""
    person = person_of(request)
    seen_activation(activation_id, person)
    try:
        once(request, f"act {activation_id}", lambda: _act(request, person, activation_id))
    except Refusal as refused:
        if refused.status in KEPT:
            raise
        return shown(request, activation_id, refused)
    messages.success(request, _("This is on record."))
    return redirect("activation", activation_id)


def _act(request: HttpRequest, person: Person, activation_id: UUID) -> None:
    told = request.POST
    of: dict[str, Any] = {"actor": person, "activation_id": activation_id}
    what = told.get("act", "")
    if what == "confirm":
        key, number = words(request, "step", 12), whole(told.get("number", ""), "number")
        confirm_condition(**of, key=key, number=number)
        return
    of["reason"] = words(request, "reason")
    if what == "step":
        level = whole(told.get("level", ""), "level")
        step_activation(**of, level=level, stop=_said(told, "stop"), keep=_said(told, "keep"))
    elif what == "end":
        end_activation(**of, close=_said(told, "stop"), hand_on=_said(told, "keep"))
    elif what in {"due", "skip"}:
        minutes = whole(told.get("minutes", ""), "minutes")
        amend_activation(**of, what=what, key=words(request, "step", 12), minutes=minutes)
    elif what == "add":
        amend_activation(**of, what="add", step=_added(request))
    else:
        raise Invalid(_("A plan at work is not amended like that."), field="act")


def _added(request: HttpRequest) -> dict[str, Any]:
    told = request.POST
    return {
        "key": words(request, "new_key", 12),
        "title": words(request, "title", 120),
        "kind": told.get("kind", ""),
        "role": words(request, "role", 12),
        "offset_minutes": whole(told.get("offset", ""), "offset"),
        "due_minutes": whole(told.get("minutes", ""), "minutes"),
        "after": [words(request, "after", 12)] if told.get("after") else [],
    }


def _said(told: Any, answer: str) -> list[str]:
    """Return the steps of which ``answer`` was said: fields like ``of.T-01``."""
    return [name[3:] for name in told if name.startswith("of.") and told[name] == answer]


def _unticked(request: HttpRequest) -> list[str]:
    """Return the notices that were shown and not ticked."""
    shown_keys, ticked = request.POST.getlist("shown"), set(request.POST.getlist("notice"))
    return [key for key in dict.fromkeys(shown_keys) if key not in ticked and len(key) <= 40]


@require_POST
def mark(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark a notice as read or confirmed."""
    stage = request.POST.get("stage", "")
    mark_notice(actor=person_of(request), notice_id=notice_id, stage=stage)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    back = request.POST.get("back", "")
    if back:
        return redirect("activation", key_of(back, "back"))
    return redirect("activations")
