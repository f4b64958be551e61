"""What every page may need: the language, the landing, the answer to a stale form."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from command.core.actions import set_language
from command.core.entrance import safe_next
from command.core.errors import Invalid
from command.core.landing import place_of
from command.core.models import Person

COOKIE_AGE_S = 365 * 24 * 3600


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old or came from elsewhere."""
    return render(request, "shell/csrf_failure.html", status=403)


@require_POST
@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    """Change the language and stay where one is."""
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        raise Invalid(_("The system does not speak this language."))
    if request.user.is_authenticated and request.user.language != wanted:
        set_language(actor=request.user, language=wanted)
    response = redirect(safe_next(request, request.POST.get("next", "")) or "/")
    remember_language(response, wanted)
    return response


def remember_language(response: HttpResponse, wanted: str) -> None:
    """Let the browser ask for this language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=COOKIE_AGE_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def landing(request: HttpRequest) -> HttpResponse:
    """Go to the page of one's post; without a duty, say so."""
    assert isinstance(request.user, Person)
    place = place_of(request.user)
    return redirect(place) if place else render(request, "core/no_duty.html")
