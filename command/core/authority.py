"""Who acts: the authority of the running transaction, and the exercise it belongs to.

The database refuses a write to a row of another authority (``jc_guard`` in the
first migration). It learns who acts from the transaction-local setting
``jc.acting``, which only ``acting_as`` sets.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import connection
from psycopg.pq import TransactionStatus

if TYPE_CHECKING:
    from command.core.models import Person

_acting: ContextVar[str | None] = ContextVar("acting", default=None)
_exercise: ContextVar[UUID | None] = ContextVar("exercise", default=None)


def current() -> str:
    """Return the code of the acting authority.

    Raises ``RuntimeError`` outside a door: nobody acts there.
    """
    code = _acting.get()
    if code is None:
        raise RuntimeError("Nobody acts here: owned rows are written inside a door.")
    return code


def of(actor: "Person | None") -> str:
    """Return the authority of ``actor``; the system acts for whoever already acts."""
    if actor is not None:
        return actor.origin
    return _acting.get() or str(settings.NODE_ORIGIN)


def exercise() -> UUID | None:
    """Return the exercise in which new things are made, if one is being played."""
    return _exercise.get()


@contextmanager
def acting_as(code: str) -> Iterator[None]:
    """Let the authority ``code`` act until the end of the block, inside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("An authority acts inside a transaction.")
    before = _acting.get()
    token = _acting.set(code)
    if code != before:
        _tell(code)
    try:
        yield
    finally:
        _acting.reset(token)
        if code != before and not _broken():
            _tell(before or "")


@contextmanager
def in_exercise(exercise_id: UUID | None) -> Iterator[None]:
    """Flag everything that is made in the block as belonging to an exercise."""
    token = _exercise.set(exercise_id)
    try:
        yield
    finally:
        _exercise.reset(token)


def _broken() -> bool:
    # After an error the database takes no more commands; the rollback that must follow
    # restores the setting, and asking now would hide what went wrong.
    status = connection.connection.info.transaction_status
    return bool(connection.needs_rollback or status is TransactionStatus.INERROR)


def _tell(code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('jc.acting', %s, true)", [code])
