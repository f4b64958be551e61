"""Why nothing comes of some kinds of messages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from resources.edxl.kinds import Kind

REASONS: dict[Kind, str | Promise] = {
    Kind.INFORMATION: gettext_lazy("Questions are asked as messages between desks, not here."),
    Kind.INFORMATION_REPLY: gettext_lazy("Nothing was asked by RequestInformation from here."),
    Kind.QUOTE: gettext_lazy("Nothing is quoted: the agreed rates stand in the rules."),
    Kind.QUOTE_REPLY: gettext_lazy("Nothing was asked by RequestQuote from here."),
    Kind.STATUS: gettext_lazy(
        "The status stands in the chain of the request: GET /api/requests/<id>/edxl/."
    ),
}


def reason_for(kind: Kind | None) -> str | Promise:
    """Return why nothing comes of a message of this kind."""
    if kind is None:
        return gettext_lazy("EDXL-RM 1.0 has no message of this kind.")
    return REASONS[kind]
