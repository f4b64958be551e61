"""Writing a rule, giving it another version, switching it: rehearsed before it is saved."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command.core import operations, regions
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Person
from command.core.tongues import of_reader
from incidents.monitoring.detection.actions import revise_rule, switch_rule, write_rule
from incidents.monitoring.detection.forms import RuleForm, label_of
from incidents.monitoring.detection.lifecycle import Kind, Scope
from incidents.monitoring.detection.models import AlarmRule
from incidents.monitoring.detection.selectors import rule_seen, rules_of
from incidents.monitoring.detection.selectors.listing import versions_of
from incidents.monitoring.detection.views import frame
from incidents.monitoring.selectors import streams

SEE_OTHER, BAD = 303, 400
WAYS = ["GET", "HEAD", "POST"]
# The keys of the form that say nothing about the rule itself.
APART = ("csrfmiddlewaretoken", "key", "act", "tried", "days", "based_on")


@require_http_methods(WAYS)
@never_cache
def new_rule(request: HttpRequest) -> HttpResponse:
    """Show the form of a new rule, rehearse it, write it."""
    person = frame.writer(request)
    kind = request.GET.get("kind", Kind.THRESHOLD)
    if kind not in Kind.values:
        raise Invalid(_("There is no such kind of rule."), field="kind")
    instead = request.GET.get("instead", "")[:32]
    form = RuleForm(request.POST or None, person=person, kind=kind, instead=instead)
    if instead and request.method == "GET":
        _begin_with(form, person, instead)

    def save() -> str:
        rule = write_rule(
            actor=person,
            name_zh=form.cleaned_data["name_zh"],
            name_en=form.cleaned_data["name_en"],
            aim=form.aim(),
            draft=form.draft(),
        )
        return str(rule.pk)

    context = {"heading": _("New rule"), "back": reverse("alarm-rules"), "kinds": Kind.choices}
    return _answer(request, person, form, context, save)


@require_http_methods(WAYS)
@never_cache
def new_version(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Show a rule's newest version to change it, rehearse what was changed, keep it."""
    person = frame.on_duty(request)
    rule = rule_seen(rule_id, person)
    if not frame.may_change(person, rule):
        raise NotPermitted(_("You do not write rules about alarms."))
    form = RuleForm(request.POST or None, person=person, kind=rule.kind, rule=rule)
    newest = versions_of(rule)[0]
    form.fill(newest)
    seen = request.POST.get("based_on", str(newest.number))

    def save() -> str:
        based_on = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
        revise_rule(actor=person, rule_id=rule_id, draft=form.draft(), based_on=based_on)
        return str(rule_id)

    context = {
        "rule": rule,
        "heading": of_reader(rule.name_zh, rule.name_en),
        "back": reverse("alarm-rule", args=[rule_id]),
        "based_on": seen,
    }
    return _answer(request, person, form, context, save)


@require_POST
def switch(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Switch a rule on or off, for a reason."""
    person = frame.on_duty(request)
    rule_seen(rule_id, person)
    switch_rule(
        actor=person,
        rule_id=rule_id,
        enabled=request.POST.get("enabled") == "1",
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("Saved."))
    return _see(reverse("alarm-rule", args=[rule_id]))


def _begin_with(form: RuleForm, person: Person, code: str) -> None:
    """Begin with the region's rule whose place is to be taken."""
    rule = rules_of(person).filter(code=code, region=regions.REGION, kind=form.kind).first()
    if rule is None:
        raise NotThere(_("No such rule, or not visible to you."))
    form.fill(versions_of(rule)[0])
    form.initial = {
        **form.initial,
        "name_zh": rule.name_zh,
        "name_en": rule.name_en,
        "scope": rule.scope,
        "observed": rule.observed_id,
        "region": person.origin,
    }


def _answer(
    request: HttpRequest,
    person: Person,
    form: RuleForm,
    context: dict[str, Any],
    save: Callable[[], str],
) -> HttpResponse:
    """Rehearse what was filled in; save it only as it was rehearsed."""
    status, run, tried = 200, None, ""
    if request.method == "POST":
        status = BAD
        if form.is_valid():
            try:
                run = _rehearse(person, form, frame.days_of(request))
                status, tried = 200, _digest(request)
                if request.POST.get("act") == "save" and request.POST.get("tried") == tried:
                    return _saved(request, person, save)
            except (Invalid, Conflict) as refusal:
                status, run = refusal.status, None
                field = str(refusal.detail.get("field", ""))
                form.add_error(field if field in form.fields else None, str(refusal))
    context |= {
        "form": form,
        "kind": form.kind,
        "kind_name": Kind(form.kind).label,
        "run": run,
        "tried": tried,
        "changed_since": bool(run) and request.POST.get("act") == "save",
        "key": request.POST.get("key") or new_id(),
        "days": frame.days_of(request),
        "spans": frame.SPANS,
        "streams": [label_of(row) for row in streams(person).filter(retired_at__isnull=True)],
    }
    return render(request, "detection/write.html", context, status=status)


def _rehearse(person: Person, form: RuleForm, days: int) -> Any:
    draft = form.draft()
    terms = draft.terms(form.kind, form.rule.id if form.rule else None)
    rule = form.rule
    if rule is None:
        aim = form.aim()
        rule = AlarmRule(
            kind=aim.kind,
            scope=aim.scope,
            region_id=aim.region or person.origin,
            datastream_id=aim.stream_id,
            observed_id=aim.observed_id,
        )
        if aim.scope == Scope.PROPERTY and not aim.observed_id:
            raise Invalid(_("Say which quantity the rule is about."), field="observed")
    return frame.rehearsed(person, rule, terms, days)


def _saved(request: HttpRequest, person: Person, save: Callable[[], str]) -> HttpResponse:
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        raise Invalid(_("This form was sent without its key. Open it again.")) from None
    to, _again = operations.once(
        key, actor=person, what=f"POST {request.path}"[:200], asked=_digest(request), run=save
    )
    messages.success(request, _("Saved. The rule judges from now on."))
    return _see(reverse("alarm-rule", args=[to]))


def _digest(request: HttpRequest) -> str:
    said = {k: v for k, v in sorted(request.POST.items()) if k not in APART}
    return hashlib.sha256(orjson.dumps(said)).hexdigest()


def _see(url: str) -> HttpResponse:
    answer = redirect(url)
    answer.status_code = SEE_OTHER
    return answer
