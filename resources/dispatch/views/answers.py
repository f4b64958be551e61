"""How the pages of dispatch answer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from command.core.errors import Invalid

SEE_OTHER = 303


def see_other(to: str) -> HttpResponse:
    """Send the reader to another page after a form was taken."""
    response = redirect(to)
    response.status_code = SEE_OTHER
    return response


def key_of(given: str) -> UUID:
    """Return the idempotency key of a form. Raises ``Invalid`` for what is none."""
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("This form has lost its key. Open it again.")) from None
