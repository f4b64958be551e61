"""What people do with their own account."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from command.core.actions import conclude_password, set_password
from command.core.entrance import address_of
from command.core.errors import Invalid
from command.core.forms import OwnPasswordForm
from command.core.lockout import Outcome
from command.core.models import Person


@method_decorator(sensitive_post_parameters(), name="dispatch")
class OwnPassword(View):
    """A new password for oneself, given the present one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return _page(request, OwnPasswordForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Judge the present password like a sign-in, then set the new one."""
        person, form = cast("Person", request.user), OwnPasswordForm(request.POST)
        if not form.is_valid():
            return _page(request, form, status=400)
        right = person.check_password(form.cleaned_data["present"])
        outcome = conclude_password(
            actor=person,
            name=person.username,
            claimed=Outcome.RIGHT if right else Outcome.WRONG,
            address=address_of(request),
        )
        if outcome is not Outcome.RIGHT:
            form.add_error("present", _("This is not your present password."))
            return _page(request, form, status=403)
        try:
            changed = set_password(
                actor=person, person_id=person.pk, password=form.cleaned_data["password"]
            )
        except Invalid as refusal:
            for reason in refusal.detail.get("password", [str(refusal)]):
                form.add_error("password", reason)
            return _page(request, form, status=400)
        # This session goes on under the new password; all others have ended.
        update_session_auth_hash(request, changed)
        messages.success(request, _("Done."))
        return redirect("password")


def _page(request: HttpRequest, form: OwnPasswordForm, *, status: int = 200) -> HttpResponse:
    return render(request, "core/password.html", {"form": form}, status=status)
