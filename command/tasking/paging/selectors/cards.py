"""The card of a page: what those see of it who may see what it is about."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from command.core.times import iso
from command.tasking.paging.models import Page, PageState


@dataclass(frozen=True, slots=True)
class PageCard:
    """The public view of a page. A contact has no name here, nor anybody a number."""

    id: str
    person: str | None
    task: str | None
    reference: str
    subject: str
    urgent: bool
    channels: list[str]
    channel: str
    status: str
    code: str
    tries: int
    made_at: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, state: PageState) -> Self:
        """Build the card; asks the database nothing when the page was fetched along."""
        page: Page = state.page
        return cls(
            id=str(page.pk),
            person=str(page.person_id) if page.person_id else None,
            task=str(page.task_id) if page.task_id else None,
            reference=page.reference,
            subject=page.subject,
            urgent=page.urgent,
            channels=[str(each) for each in page.channels],
            channel=str(state.channel),
            status=str(state.status),
            code=state.code,
            tries=state.tries,
            made_at=iso(page.made_at),
            at=iso(state.at),
            exercise=page.exercise_id is not None,
            origin=page.origin,
        )


def changed(states: Sequence[PageState]) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches these pages."""
    return {f"page.{state.pk}": asdict(PageCard.of(state)) for state in states}
