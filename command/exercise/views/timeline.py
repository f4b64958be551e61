"""The timeline of injects, who takes part, what was observed, and the score."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command.core import operations, policies, regions
from command.core.errors import Conflict, Invalid, NotThere, Refusal
from command.core.models import Exercise, Person
from command.core.tongues import reader
from command.exercise import selectors
from command.exercise.actions import (
    acknowledge_inject,
    add_inject,
    enrol_participant,
    observe,
    release_inject,
    release_participant,
    skip_inject,
)
from command.exercise.actions.rights import DIRECTING
from command.exercise.models import Inject, Observation
from command.exercise.pages import page_of
from command.exercise.paper import paper_of
from command.exercise.selectors.injects import sees_timeline
from command.exercise.selectors.score import score_of
from command.exercise.views.plays import on_duty
from incidents.documents import paper_response

SEE_OTHER = 303
WAYS = ["GET", "HEAD", "POST"]
BAD = 400
TEXTS = ("title", "text", "sender", "channel", "post", "region", "expects")


@require_http_methods(WAYS)
@never_cache
def timeline(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show what those who take part may see; put an inject on the timeline."""
    exercise, actor = _played(exercise_id), on_duty(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _add(request, actor, exercise)
        except (Invalid, Conflict) as refused:
            refusal = refused
        else:
            messages.success(request, _("The inject is on the timeline."))
            return _to(exercise.pk)
    context = page_of(actor, exercise) | {"refusal": refusal, "given": request.POST}
    return render(request, "exercise/timeline.html", context, status=BAD if refusal else None)


@require_safe
@never_cache
def panel(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Return the live part of the timeline."""
    context = page_of(on_duty(request), _played(exercise_id))
    return render(request, "exercise/_timeline.html", context)


@require_POST
def act(request: HttpRequest, inject_id: UUID, act: str) -> HttpResponse:
    """Release an inject, or say that one has read it."""
    actor = on_duty(request)
    inject = Inject.objects.filter(pk=inject_id).first()
    if inject is None or inject.exercise_id is None:
        raise NotThere(_("No such inject, or not meant for you."))
    acts: dict[str, Any] = {
        "release": lambda: release_inject(actor=actor, inject_id=inject_id),
        "read": lambda: acknowledge_inject(actor=actor, inject_id=inject_id),
    }
    if act not in acts:
        raise NotThere(_("There is no such act."))
    _try(request, acts[act])
    return _to(inject.exercise_id)


@require_POST
def skip(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Leave an inject out."""
    actor, given = on_duty(request), request.POST
    inject_id = _key(given.get("inject_id", ""))
    _try(
        request,
        lambda: skip_inject(actor=actor, inject_id=inject_id, reason=given.get("reason", "")),
    )
    return _to(exercise_id)


@require_POST
def people(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Let somebody take part, or go."""
    actor = on_duty(request)
    person = _person_named(request.POST.get("username", ""))
    given: dict[str, Any] = {"exercise_id": exercise_id, "person_id": person}
    if request.POST.get("act") == "release":
        _try(request, lambda: release_participant(actor=actor, **given))
    else:
        part = request.POST.get("part", "")
        _try(request, lambda: enrol_participant(actor=actor, part=part, **given))
    return _to(exercise_id)


@require_POST
def seen(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Write down what was observed."""
    actor = on_duty(request)
    given = {
        name: _key(request.POST[name])
        for name in ("inject_id", "step_id")
        if request.POST.get(name)
    }
    _try(
        request,
        lambda: observe(
            actor=actor,
            exercise_id=exercise_id,
            verdict=request.POST.get("verdict", ""),
            text=request.POST.get("text", ""),
            **given,
        ),
    )
    if request.POST.get("from") == "score":
        return _to(exercise_id, "exercise-score")
    return _to(exercise_id)


@require_safe
@never_cache
def score(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show how the exercise went, for those who direct, control or evaluate it."""
    exercise, actor = _played(exercise_id), on_duty(request)
    _require_whole(actor, exercise)
    context = {
        "card": selectors.card_of(exercise),
        "score": score_of(exercise),
        "verdicts": Observation.Verdict.choices,
        "judges": sees_timeline(actor, exercise),
    }
    return render(request, "exercise/score.html", context)


@require_safe
@never_cache
def paper(request: HttpRequest, exercise_id: UUID, form: str) -> HttpResponse:
    """Print the evaluation."""
    exercise, actor = _played(exercise_id), on_duty(request)
    _require_whole(actor, exercise)
    made = paper_of(exercise, reader(), actor.name)
    return paper_response(made, form)


def _require_whole(actor: Person, exercise: Exercise) -> None:
    directs = policies.holds(actor, DIRECTING, region=regions.REGION)
    if not directs and not sees_timeline(actor, exercise):
        raise NotThere(_("The evaluation is for those who direct or evaluate the exercise."))


def _add(request: HttpRequest, actor: Person, exercise: Exercise) -> None:
    told = {name: request.POST.get(name, "") for name in TEXTS}
    minutes = _minutes(request, "at_minutes")
    within = _minutes(request, "within_minutes")

    def run() -> str:
        made = add_inject(
            actor=actor,
            exercise_id=exercise.pk,
            at_minutes=minutes,
            within_minutes=within,
            **told,
        )
        return str(made.pk)

    operations.once(
        _key(request.POST.get("key", "")),
        actor=actor,
        what=f"inject {exercise.pk}",
        asked=told | {"at_minutes": minutes, "within_minutes": within},
        run=run,
    )


def _try(request: HttpRequest, run: Any) -> None:
    try:
        run()
    except (Invalid, Conflict, NotThere) as refused:
        messages.error(request, str(refused.message))


def _minutes(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "").strip() or "0"
    if not given.lstrip("-").isascii() or not given.lstrip("-").isdigit() or len(given) > 6:
        raise Invalid(_("Give whole minutes."), field=name)
    return int(given)


def _person_named(username: str) -> UUID:
    found = Person.objects.filter(username=username.strip().lower()[:40]).first()
    if found is None:
        raise NotThere(_("There is no such person."))
    return found.pk


def _played(exercise_id: UUID) -> Exercise:
    found = Exercise.objects.filter(pk=exercise_id).exclude(state=Exercise.State.REMOVED)
    exercise = found.first()
    if exercise is None:
        raise NotThere(_("No such exercise."))
    return exercise


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("This form is too old. Try again.")) from None


def _to(exercise_id: UUID, name: str = "exercise-timeline") -> HttpResponse:
    response: Any = redirect(name, exercise_id=exercise_id)
    response.status_code = SEE_OTHER
    return cast(HttpResponse, response)
