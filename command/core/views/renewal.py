"""A new password at sign-in, in place of one that is too old."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View

from command.core import passwords
from command.core.actions import renew_password
from command.core.entrance import address_of
from command.core.errors import Invalid
from command.core.forms import RenewalForm
from command.core.identity import remembered
from command.core.models import Person
from command.core.views.sign_in import PUBLIC, enter


@method_decorator(PUBLIC, name="dispatch")
class RenewPassword(View):
    """The step of somebody whose password was right, but is too old: a new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for it."""
        pending = remembered(request.session)
        if pending is None or not pending.factors:
            return redirect("login")
        return _renewal(request, pending.person, RenewalForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it, and go on to where the sign-in led."""
        pending = remembered(request.session)
        if pending is None or not pending.factors:
            return redirect("login")
        form = RenewalForm(request.POST)
        if not form.is_valid():
            return _renewal(request, pending.person, form, status=400)
        try:
            person = renew_password(
                actor=pending.person,
                password=form.cleaned_data["password"],
                address=address_of(request),
            )
        except Invalid as refusal:
            for reason in refusal.detail.get("password", [str(refusal)]):
                form.add_error("password", reason)
            return _renewal(request, pending.person, form, status=400)
        return enter(request, person, pending.to, factors=pending.factors)


def _renewal(
    request: HttpRequest, person: Person, form: RenewalForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "person": person, "days": passwords.days_too_old(person)}
    return render(request, "core/sign_in_password.html", context, status=status)
