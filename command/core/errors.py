"""Refusals: what a door says when it does not open."""

import logging
from typing import Any, ClassVar

from django.db import IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from psycopg.errors import ExclusionViolation, UniqueViolation

RACE = gettext_lazy("Somebody else did the same at this moment. Look again.")
logger = logging.getLogger(__name__)


class Refusal(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """A door did not open; nothing has changed.

    ``code`` is for machines, ``message`` for people (translatable), ``detail``
    says what would have helped. ``status`` is the HTTP status of the answer.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "refused"

    def __init__(self, message: str | Promise, **detail: Any) -> None:
        """Refuse with a message and what would have helped."""
        super().__init__(message)
        self.message = message
        self.detail = detail

    def __str__(self) -> str:
        return str(self.message)


class Invalid(Refusal):
    """What was given cannot be meant."""

    status = 400
    code = "invalid"


class NotPermitted(Refusal):
    """The person holds no post that may do this here."""

    status = 403
    code = "not_permitted"


class NotThere(Refusal):
    """There is no such thing, or none that the person may see."""

    status = 404
    code = "not_there"


class Conflict(Refusal):
    """Something else stands in the way: a booking, a key used before, a newer version."""

    status = 409
    code = "conflict"


class BadTransition(Conflict):
    """The thing is not in a state from which this leads anywhere."""

    code = "bad_transition"


class TooLarge(Refusal):
    """More was sent than is accepted."""

    status = 413
    code = "too_large"


class WrongKind(Refusal):
    """The content is not of a kind that is accepted, whatever its name says."""

    status = 415
    code = "wrong_kind"


def is_race(exc: IntegrityError) -> bool:
    """Return whether two made the same at once, which the database has let only one do.

    A door looks before it writes, so nothing else leads here. It is reported all the same.
    """
    race = isinstance(exc.__cause__, (UniqueViolation, ExclusionViolation))
    if race:
        logger.warning("two made the same at once", exc_info=exc)
    return race
