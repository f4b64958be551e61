"""Whether a name or an address has failed too often (GB/T 22239 level 3, 8.1.4.1 b).

Read from the audit records. A ``LOCKED`` record that succeeded is the moment a
lock came into force; one that did not is its lifting. Attempts during a lock
are ``REFUSED`` and do not prolong it.
"""

from collections.abc import Collection
from enum import StrEnum

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import now

from command.core.gate import line_of
from command.core.models import AuditRecord

Act = AuditRecord.Act


class Outcome(StrEnum):
    """How an attempt to prove who one is ended."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"


def is_locked(name: str) -> bool:
    """Return whether this name is locked, known or not. One query."""
    latest = _recent(name).filter(act=Act.LOCKED).order_by("-at").first()
    return latest is not None and latest.succeeded


def locked_among(names: Collection[str]) -> set[str]:
    """Return which of the names are locked. One query."""
    since = now() - settings.LOGIN_LOCKED_FOR
    marks = AuditRecord.objects.filter(act=Act.LOCKED, actor_name__in=names, at__gt=since)
    latest = dict(marks.order_by("at", "pk").values_list("actor_name", "succeeded"))
    return {name for name, in_force in latest.items() if in_force}


def is_throttled(address: str | None) -> bool:
    """Return whether too many attempts from this address have failed. One query.

    Whoever has one address of IPv6 has the 2⁶⁴ of its line.
    """
    if address is None:
        return False
    since = now() - settings.LOGIN_LOCKED_FOR
    failed = AuditRecord.objects.filter(act=Act.SIGN_IN, succeeded=False, at__gt=since)
    failed = failed.extra(where=["address <<= %s::inet"], params=[line_of(address)])
    return failed.count() >= settings.LOGIN_ATTEMPTS_PER_ADDRESS


def failures(name: str) -> int:
    """Return how often this name has failed since it last succeeded or was locked."""
    acts = _recent(name).filter(act__in=[Act.SIGN_IN, Act.LOCKED])
    count = 0
    for act, succeeded in acts.order_by("-at", "-pk").values_list("act", "succeeded"):
        if act == Act.LOCKED or succeeded:
            break
        count += 1
    return count


def _recent(name: str) -> QuerySet[AuditRecord]:
    return AuditRecord.objects.filter(actor_name=name, at__gt=now() - settings.LOGIN_LOCKED_FOR)
