"""Reading what a form sends."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext as _

from command.core import operations
from command.core.errors import Invalid
from command.core.models import Person

CHINA = ZoneInfo("Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST = 100_000_000
Result = TypeVar("Result")


def person_of(request: HttpRequest) -> Person:
    """Return who asks."""
    return cast(Person, request.user)


def words(request: HttpRequest, name: str, most: int = 200) -> str:
    """Return a text. Raises ``Invalid``."""
    given = request.POST.get(name, "").strip()
    if len(given) > most or "\x00" in given:
        raise Invalid(_("This is too long, or not text."), field=name)
    return given


def number(request: HttpRequest, name: str) -> int:
    """Return a whole number; nothing given is none. Raises ``Invalid``."""
    given = request.POST.get(name, "").strip() or "0"
    if not given.isascii() or not given.isdigit() or int(given[:12]) > MOST or len(given) > 12:
        raise Invalid(_("Give a whole number."), field=name)
    return int(given)


def decimal(request: HttpRequest, name: str) -> Decimal:
    """Return an amount. Raises ``Invalid``."""
    try:
        amount = Decimal(request.POST.get(name, "").strip())
    except InvalidOperation:
        raise Invalid(_("Give a number."), field=name) from None
    if not amount.is_finite() or abs(amount) > MOST:
        raise Invalid(_("Give a number."), field=name)
    return amount


def moment(request: HttpRequest, name: str) -> datetime | None:
    """Return a time as a form sends it, which is that of China. Raises ``Invalid``."""
    given = request.POST.get(name, "").strip()
    if not given:
        return None
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        raise Invalid(_("This is not a time."), field=name) from None
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Invalid(_("This is not a time."), field=name)
    return at if at.tzinfo else at.replace(tzinfo=CHINA)


def due(request: HttpRequest, name: str) -> datetime:
    """Return a time that must be given. Raises ``Invalid``."""
    at = moment(request, name)
    if at is None:
        raise Invalid(_("Say until when."), field=name)
    return at


def key(given: str, field: str) -> UUID:
    """Return a key. Raises ``Invalid``."""
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("There is nothing like that."), field=field) from None


def once(request: HttpRequest, what: str, run: Callable[[], object]) -> str | None:
    """Carry out an act once for the key that the form bears; return the key of its thing."""
    given = request.POST.get("key", "")
    if not given:
        return _named(run())
    asked = {name: request.POST.getlist(name) for name in request.POST}
    asked.pop("csrfmiddlewaretoken", None)
    result, _again = operations.once(
        key(given, "key"),
        actor=person_of(request),
        what=what[:200],
        asked=asked,
        run=lambda: _named(run()),
    )
    return cast("str | None", result)


def _named(made: object) -> str | None:
    found = getattr(made, "pk", None)
    return str(found) if found else None
