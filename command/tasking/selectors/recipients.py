"""The people to whom an order was handed, and how far each has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from command.core.models import Person
from command.core.times import iso, iso_or_none
from command.tasking.models import ReceiptState, TaskAttachment
from command.tasking.selectors.handed import last_orders
from command.tasking.selectors.lists import card_of, visible_to


@dataclass(frozen=True, slots=True)
class RecipientCard:
    """One person and the last order in their hands; ``reason`` is why they refused it."""

    person: str
    name: str
    stage: str
    queued_at: str
    delivered_at: str | None
    read_at: str | None
    accepted_at: str | None
    on_scene_at: str | None
    done_at: str | None
    verified_at: str | None
    refused_at: str | None
    reason: str

    @classmethod
    def of(cls, state: ReceiptState) -> Self:
        """Build the card; asks nothing when receipt and person were fetched along."""
        return cls(
            person=str(state.receipt.person_id),
            name=state.receipt.person.name,
            stage=str(state.stage),
            queued_at=iso(state.receipt.queued_at),
            delivered_at=iso_or_none(state.delivered_at),
            read_at=iso_or_none(state.read_at),
            accepted_at=iso_or_none(state.accepted_at),
            on_scene_at=iso_or_none(state.on_scene_at),
            done_at=iso_or_none(state.done_at),
            verified_at=iso_or_none(state.verified_at),
            refused_at=iso_or_none(state.refused_at),
            reason=state.reason,
        )


def recipients(task_id: UUID, person: Person) -> list[RecipientCard]:
    """Return who has the last order of a task. Raises ``NotThere`` when it is hidden."""
    card_of(task_id, person)
    rows = ReceiptState.objects.filter(
        receipt__task=task_id, receipt__step=last_orders("receipt__task")
    )
    rows = rows.select_related("receipt__person").order_by("receipt__person__name", "pk")
    return [RecipientCard.of(row) for row in rows]


def in_hands_of(person: Person, tasks: Iterable[UUID]) -> dict[UUID, RecipientCard]:
    """Return the last order of each of these tasks as it lies in the hands of ``person``.

    One query; a task whose last order was not handed to them is not there.
    """
    rows = ReceiptState.objects.filter(
        receipt__task__in=list(tasks),
        receipt__person=person,
        receipt__step=last_orders("receipt__task"),
    ).select_related("receipt__person")
    return {row.receipt.task_id: RecipientCard.of(row) for row in rows}


def may_see(sha256: str, person: Person) -> bool:
    """Return whether a task in the sight of ``person`` has a file of this content."""
    rows = TaskAttachment.objects.filter(media__sha256=sha256)
    return rows.filter(task__state__in=visible_to(person)).exists()
