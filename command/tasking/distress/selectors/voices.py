"""What callers said: for whoever may see their calls, and until the law has it destroyed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from command.core.models import Person
from command.tasking.distress.lifecycle import Act, HelpStatus
from command.tasking.distress.models import HelpAct, HelpState, HelpVoice
from command.tasking.distress.selectors.sight import visible_to
from incidents.closing.models import PERSONAL_DATA, RetentionRule


def voices_of(state: HelpState) -> list[HelpVoice]:
    """Return the voice notes of a call, the newest first. One query."""
    return list(HelpVoice.objects.filter(call=state.call_id).select_related("file"))


def may_hear(sha256: str, person: Person) -> bool:
    """Return whether a call in the sight of ``person`` has a voice note of this content."""
    notes = HelpVoice.objects.filter(file__sha256=sha256, purged_at__isnull=True)
    calls = list(notes.values_list("call", flat=True)[:100])
    return bool(calls) and visible_to(person).filter(pk__in=calls).exists()


def voices_in(incident_id: UUID) -> QuerySet[HelpVoice]:
    """Return the notes that go with an incident: of its calls, and of those it was made of."""
    made = HelpAct.objects.filter(kind=Act.FOLLOWED, data__ref=f"incident.{incident_id}")
    of_it = Q(call__incident=incident_id) | Q(call__in=made.values("call"))
    return _held().filter(of_it)


def kept_in(files: Collection[str]) -> set[str]:
    """Return which of these recordings a note still needs."""
    notes = HelpVoice.objects.filter(sha256__in=files, purged_at__isnull=True)
    return set(notes.values_list("sha256", flat=True))


def calls_to_silence(
    at: datetime, *, call_id: UUID | None = None, limit: int = 200
) -> list[UUID]:
    """Return the closed calls of no incident whose notes have been kept as long as may be.

    ``call_id`` asks of one call alone. The rule is that of incidents; here it counts from
    when the call was closed. Few queries.
    """
    made = HelpAct.objects.filter(
        call=OuterRef("call"), kind=Act.FOLLOWED, data__ref__startswith="incident."
    )
    alone = _held().filter(~Exists(made), call__incident__isnull=True)
    alone = alone.filter(call__state__status=HelpStatus.CLOSED)
    if call_id is not None:
        alone = alone.filter(call=call_id)
    found: dict[UUID, None] = {}
    for origin in alone.order_by().values_list("call__origin", flat=True).distinct():
        for rule in RetentionRule.in_force.of(origin):
            if rule.code == PERSONAL_DATA:
                ended = at - timedelta(days=rule.days)
                old = alone.filter(call__origin=origin, call__state__closed_at__lte=ended)
                found |= dict.fromkeys(old.values_list("call", flat=True)[:limit])
    return list(found)[:limit]


def _held() -> QuerySet[HelpVoice]:
    return HelpVoice.objects.filter(file__isnull=False, purged_at__isnull=True)
