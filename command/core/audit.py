"""Reading the audit: what an auditor may see of it, and whether the journals are whole."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Q, QuerySet

from command.core import journal, regions
from command.core.models import AuditRecord, Person, Room
from command.core.policies import within


@dataclass(frozen=True, slots=True)
class AuditCard:
    """One act at the edge of the system."""

    at: str
    act: str
    succeeded: bool
    actor: str | None
    actor_name: str
    address: str | None
    what: str

    @classmethod
    def of(cls, record: AuditRecord) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            at=record.at.isoformat(),
            act=record.act,
            succeeded=record.succeeded,
            actor=str(record.actor_id) if record.actor_id else None,
            actor_name=record.actor_name,
            address=record.address,
            what=record.what,
        )


@dataclass(frozen=True, slots=True)
class ChainCard:
    """Whether the journal of a room is whole; ``broken_at`` is the first entry that is not."""

    room: str
    entries: int
    whole: bool
    broken_at: int | None


def records_for(auditor: Person) -> QuerySet[AuditRecord]:
    """Return the records of the auditor's authority, latest first; the region's sees all."""
    records = AuditRecord.objects.order_by("-at", "-pk")
    if auditor.origin == regions.REGION:
        return records
    own = Q(actor__origin=auditor.origin) | Q(actor_name__startswith=f"{auditor.origin}.")
    return records.filter(own)


def rooms_for(auditor: Person) -> QuerySet[Room]:
    """Return the rooms whose journals an auditor checks: those of the authority's territory."""
    return Room.objects.filter(within(auditor.origin, "region_id")).order_by("-key")


def check(room: str) -> ChainCard:
    """Read a whole journal and compare every hash. Cost grows with the entries."""
    broken_at = journal.first_break(room)
    entries = journal.heads([room]).get(room, 0)
    return ChainCard(room=room, entries=entries, whole=broken_at is None, broken_at=broken_at)
