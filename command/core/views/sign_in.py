"""Signing in and out."""

from django.conf import settings
from django.contrib.auth import login as begin_session
from django.contrib.auth import logout as end_session
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from command.core import demo, second_factor, sessions
from command.core.actions import (
    complete_sign_in,
    conclude_password,
    confirm_second_factor,
    enrol_second_factor,
    hold_for_renewal,
    pass_second_factor,
    record_sign_out,
)
from command.core.entrance import address_of, safe_next
from command.core.errors import Invalid
from command.core.forms import CodeForm, SignInForm
from command.core.identity import claim, forget_pending, remember_pending, remembered
from command.core.lockout import Outcome
from command.core.models import Person
from command.core.views.shell import remember_language

BACKEND = "django.contrib.auth.backends.ModelBackend"
PUBLIC = (login_not_required, never_cache, sensitive_post_parameters("password", "code"))


@method_decorator(PUBLIC, name="dispatch")
class SignIn(View):
    """The first step: user name and password."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form; somebody signed in is already there."""
        if request.user.is_authenticated:
            return redirect("landing")
        return _first(request, SignInForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Judge the name and the password."""
        form = SignInForm(request.POST)
        if not form.is_valid():
            return _first(request, form, status=400)
        name = form.cleaned_data["username"]
        person, claimed = claim(name, form.cleaned_data["password"])
        outcome = conclude_password(
            actor=person, name=name, claimed=claimed, address=address_of(request)
        )
        if person is None or outcome is not Outcome.RIGHT:
            form.add_error(
                None, _why_not(outcome, _("The user name or the password is not right."))
            )
            return _first(request, form, status=403)
        to = safe_next(request, request.POST.get("next", ""))
        if second_factor.is_required_of(person):
            remember_pending(request.session, person, to)
            return redirect("sign-in-code")
        return _proven(request, person, to, factors=1)


@method_decorator(PUBLIC, name="dispatch")
class SignInCode(View):
    """The second step: a code, or the enrolment of the device that makes codes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for a code; show the seed to somebody not enrolled yet."""
        pending = remembered(request.session)
        if pending is None:
            return redirect("login")
        return _second(request, pending.person, CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Judge the code."""
        pending = remembered(request.session)
        if pending is None:
            return redirect("login")
        person, form = pending.person, CodeForm(request.POST)
        if not form.is_valid():
            return _second(request, person, form, status=400)
        code, address = form.cleaned_data["code"], address_of(request)
        if not person.totp_seed:
            try:
                person = confirm_second_factor(actor=person, code=code, address=address)
            except Invalid as refusal:
                form.add_error("code", str(refusal))
                return _second(request, person, form, status=403)
            return _proven(request, person, pending.to, factors=2)
        outcome = pass_second_factor(actor=person, code=code, address=address)
        if outcome is Outcome.RIGHT:
            return _proven(request, person, pending.to, factors=2)
        wrong = _("This code is not right, or it has been used. Take the next one.")
        form.add_error("code", _why_not(outcome, wrong))
        return _second(request, person, form, status=403)


def _why_not(outcome: Outcome, otherwise: str) -> str:
    # The same for names that exist and names that do not.
    if outcome is not Outcome.LOCKED:
        return otherwise
    minutes = int(settings.LOGIN_LOCKED_FOR.total_seconds() // 60)
    return _("Too many attempts. Wait %(minutes)s minutes, then try again.") % {
        "minutes": minutes
    }


def _proven(request: HttpRequest, person: Person, to: str, *, factors: int) -> HttpResponse:
    # Asked only now: how old a password is, is nobody's business who could not give the code.
    if hold_for_renewal(actor=person, address=address_of(request)):
        remember_pending(request.session, person, to, factors=factors)
        return redirect("sign-in-password")
    return enter(request, person, to, factors=factors)


def enter(request: HttpRequest, person: Person, to: str, *, factors: int) -> HttpResponse:
    """Begin the session of somebody who has given all that was asked, and go on."""
    # Rotates the session key, so that a key planted before is worth nothing.
    forget_pending(request.session)
    begin_session(request, person, backend=BACKEND)
    sessions.start(request.session, factors=factors)
    complete_sign_in(actor=person, address=address_of(request))
    response = redirect(to or "landing")
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        remember_language(response, person.language)
    return response


def _first(request: HttpRequest, form: SignInForm, *, status: int = 200) -> HttpResponse:
    given = request.POST.get("next", "") or request.GET.get("next", "")
    context = {"form": form, "next": safe_next(request, given), "demo": demo.accounts_shown()}
    if context["demo"]:
        context["demo_password"] = demo.PASSWORD
    return render(request, "core/sign_in.html", context, status=status)


def _second(
    request: HttpRequest, person: Person, form: CodeForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "demo": demo.accounts_shown()}
    if not person.totp_seed:
        seed = enrol_second_factor(actor=person)
        context |= {
            "seed": " ".join(seed[i : i + 4] for i in range(0, len(seed), 4)),
            "app_address": second_factor.address_for_app(person, seed),
        }
    return render(request, "core/sign_in_code.html", context, status=status)


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; without one, just go to the sign-in page."""
    if request.user.is_authenticated:
        record_sign_out(actor=request.user, address=address_of(request))
        end_session(request)
    return redirect("login")


@login_not_required
@never_cache
def demo_code(request: HttpRequest) -> HttpResponse:
    """Show the current code of the demo people; there is no such page in production."""
    if not demo.allowed():
        raise Http404
    context = {"code": demo.code(), "seconds": demo.seconds_left(), "seed": demo.SEED}
    return render(request, "core/demo_code.html", context)
