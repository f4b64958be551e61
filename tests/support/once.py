"""Making a world once for all tests of a module: each of them then undoes only its own."""

from contextlib import contextmanager

from django.db import transaction

from tests import conftest


@contextmanager
def made_once(blocker, make):
    """Yield what ``make()`` makes, in a transaction around those of the tests."""
    with blocker.unblock(), transaction.atomic():
        conftest.ship()
        yield make()
        transaction.set_rollback(True)
