"""Reading what people's forms of reports hand in."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_default_timezone, is_naive, make_aware
from django.utils.translation import gettext as _

from command.core.errors import Conflict, Invalid
from command.core.models import Person


def key(text: str) -> UUID | None:
    """Return the key that a text names, if any. Raises ``Invalid``."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Invalid(_("No such thing, or not visible to you.")) from None


def given_in(request: HttpRequest, *names: str) -> dict[str, str]:
    """Return fields of a form, without spaces around them."""
    return {name: clean(request.POST.get(name, "")) for name in names}


def met(refusal: Invalid | Conflict) -> dict[str, Any]:
    """Return what stands where two have written the same: ``now``, by whom, its version."""
    clashes = refusal.detail.get("fields")
    if not isinstance(clashes, dict) or not clashes:
        return {}
    clash = next(iter(clashes.values()))
    said = {name: clash[name] for name in ("now", "by", "at")}
    return {**said, "base": clash["version"], "was": clash["base"]}


def count(text: str) -> int:
    """Return a small number; nought for anything else."""
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def clean(text: str) -> str:
    """Return a text without spaces around it, and without what no database keeps."""
    return text.strip().replace("\x00", "")


def number(text: str) -> float:
    """Return a number. Raises ``Invalid``."""
    try:
        return float(text)
    except ValueError:
        raise Invalid(_("A figure is a number from nought up."), field="value") from None


def moment(text: str) -> datetime | None:
    """Return a time, in China if it does not say where. Raises ``Invalid``."""
    if not text.strip():
        return None
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Invalid(_("This is no time."), field="spoken_at")
    return make_aware(found, get_default_timezone()) if is_naive(found) else found


def person(request: HttpRequest) -> Person:
    """Return who asks."""
    return cast("Person", request.user)
