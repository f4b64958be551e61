"""The numbers that tasking works by, and the tasks that are given often."""

from dataclasses import dataclass
from typing import Self

from command.core import regions
from command.tasking.models import TaskLimit, TaskTemplate

SPAN = "span-open"
GRACE = "check-in-grace"
AGAIN = "check-in-again"


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """A task that is given often; ``checklist`` is as ``create_task`` takes it."""

    id: str
    code: str
    title: str
    title_en: str
    kind: str
    detail: str
    checklist: list[dict[str, str]]
    due_minutes: int
    repeat_minutes: int
    check_in_minutes: int
    basis: str
    origin: str

    @classmethod
    def of(cls, row: TaskTemplate) -> Self:
        """Build the card; asks the database nothing."""
        english = [line.strip() for line in row.checklist_en.splitlines()]
        items = [line.strip() for line in row.checklist.splitlines()]
        english += [""] * (len(items) - len(english))
        return cls(
            id=str(row.pk),
            code=row.code,
            title=row.title,
            title_en=row.title_en,
            kind=row.kind,
            detail=row.detail,
            checklist=[
                {"text": text, "text_en": text_en}
                for text, text_en in zip(items, english, strict=False)
                if text
            ],
            due_minutes=row.due_minutes,
            repeat_minutes=row.repeat_minutes,
            check_in_minutes=row.check_in_minutes,
            basis=row.basis,
            origin=row.origin,
        )


def limits_of(region: str) -> dict[str, int]:
    """Return what holds in a region, by code. One query."""
    rows = TaskLimit.in_force.of(regions.city_of(region))
    return {row.code: row.value for row in rows}


def templates(city: str) -> list[TemplateCard]:
    """Return the templates of a city: the region's, each but for its own. One query."""
    return [TemplateCard.of(row) for row in TaskTemplate.in_force.of(regions.city_of(city))]
