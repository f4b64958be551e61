"""The templates a task may start from, in the words of the reader."""

from dataclasses import dataclass

from command.core.models import Person
from command.core.tongues import is_english
from command.tasking.models import TaskTemplate


@dataclass(frozen=True, slots=True)
class Template:
    """One template."""

    code: str
    name: str
    title: str
    title_en: str
    kind: str
    detail: str
    minutes: int
    checklist: tuple[dict[str, str], ...]
    repeat_minutes: int = 0
    check_in_minutes: int = 0

    @property
    def said(self) -> str:
        """The checklist in one line."""
        english = is_english()
        return " · ".join(
            (item["text_en"] or item["text"]) if english else item["text"]
            for item in self.checklist
        )


def templates(person: Person) -> list[Template]:
    """Return the templates in force where ``person`` serves. One query."""
    return [_of(row) for row in TaskTemplate.in_force.of(person.origin)]


def _of(row: TaskTemplate) -> Template:
    english = row.checklist_en.splitlines()
    items = [line.strip() for line in row.checklist.splitlines()]
    chinese = not is_english()
    return Template(
        code=row.code,
        name=row.title if chinese or not row.title_en else row.title_en,
        title=row.title,
        title_en=row.title_en,
        kind=row.kind,
        detail=row.detail,
        minutes=row.due_minutes,
        checklist=tuple(
            {
                "text": text,
                "text_en": english[n].strip() if n < len(english) else "",
            }
            for n, text in enumerate(items)
            if text
        ),
        repeat_minutes=row.repeat_minutes,
        check_in_minutes=row.check_in_minutes,
    )
