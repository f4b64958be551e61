"""What a request of these pages says."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext as _

from command.core import operations
from command.core.errors import Invalid
from command.core.models import Person

LONGEST = 20_000


def person_of(request: HttpRequest) -> Person:
    """Return who asks."""
    return cast(Person, request.user)


def words(request: HttpRequest, name: str, most: int = 2000) -> str:
    """Return a text of the form. Raises ``Invalid``."""
    given = request.POST.get(name, "")
    if "\x00" in given or len(given) > most:
        raise Invalid(_("This text is not accepted."), field=name)
    return given.strip()


def whole(given: str, field: str) -> int:
    """Return a whole number; nought for none. Raises ``Invalid``."""
    if not given:
        return 0
    if not (given.isascii() and given.isdigit() and len(given) < 7):
        raise Invalid(_("This is no number that can be meant."), field=field)
    return int(given)


def key_of(given: str, field: str) -> UUID:
    """Return a key. Raises ``Invalid``."""
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("There is nothing of that name."), field=field) from None


def digests(given: str) -> dict[str, str] | None:
    """Return the digests of a preview as the form carried them. Raises ``Invalid``."""
    if not given:
        return None
    try:
        read: Any = orjson.loads(given) if len(given) <= LONGEST else None
    except orjson.JSONDecodeError:
        read = None
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise Invalid(_("The preview cannot be read: look again."), field="seen")
    return read


def once(request: HttpRequest, what: str, run: Callable[[], Any]) -> Any:
    """Carry out an act once for the key that its form bears; return what it returned."""
    given = request.POST.get("key", "")
    if not given:
        return run()
    asked = {name: request.POST.getlist(name) for name in request.POST}
    for name in ("csrfmiddlewaretoken", "key"):
        asked.pop(name, None)
    key = key_of(given, "key")
    result, _again = operations.once(
        key, actor=person_of(request), what=what[:200], asked=asked, run=run
    )
    return result
