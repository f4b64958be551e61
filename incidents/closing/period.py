"""What of the course of an incident a paper is asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Invalid

WHOLE = frozenset({"ics-201", "ics-209", "ics-214"})


def period_of(name: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the period and the author that were asked for, as the paper takes them.

    ``until`` is for the forms, the rest for the activity log only. Raises ``Invalid``.
    """
    asked: dict[str, Any] = {}
    if name in WHOLE and given.get("until"):
        asked["until"] = moment("until", given["until"])
    if name == "ics-214":
        if given.get("since"):
            asked["since"] = moment("since", given["since"])
        if given.get("authority"):
            if not regions.known(given["authority"]):
                raise Invalid(_("There is no such region."), field="authority")
            asked["authority"] = given["authority"]
        asked["person"] = given.get("person", "")
    return asked


def moment(field: str, text: str) -> datetime:
    """Return a moment as a form sends it, China time. Raises ``Invalid``."""
    try:
        read = parse_datetime(text)
        aware = make_aware(read) if read and is_naive(read) else read
    except (ValueError, OverflowError):
        aware = None
    if aware is None:
        raise Invalid(_("This is no date with a time."), field=field, given=text[:40])
    return aware
