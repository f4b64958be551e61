"""What a report says, field by field, with where each was taken from."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Person
from incidents.reports import words
from incidents.reports.lifecycle import Kind
from incidents.reports.models import Contact, Report, ReportField, ReportState, Schedule
from incidents.reports.selectors.figures import FigureLine, line_of, lines
from incidents.reports.selectors.reports import holds_exactly, is_inside

FIGURE = "figure."  # before the key of a figure that was stated otherwise
SECTION = "section."


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of one report as its editor and its paper show it."""

    code: str
    label: str
    form: str
    needed: bool
    personal: bool
    value: str
    version: int
    by: str | None
    at: str | None
    sources: list[str]
    figures: list[FigureLine] = field(default_factory=list)
    absent: bool = False  # a section that nobody wrote

    @property
    def is_missing(self) -> bool:
        """Whether a report of this kind is not whole as it stands."""
        return self.needed and not self.value.strip() and not self.figures

    @property
    def is_filled(self) -> bool:
        """Whether it says anything."""
        return bool(self.value.strip() or self.figures)

    @property
    def chips(self) -> list[str]:
        """Where it was taken from, in words."""
        return list(dict.fromkeys(words.source(ref) for ref in self.sources))

    @property
    def when(self) -> datetime | None:
        """When it was last changed."""
        return datetime.fromisoformat(self.at) if self.at else None

    @property
    def text(self) -> str:
        """What it says, figures first."""
        said = [f"{line.label}: {line.text}" for line in self.figures]
        return "\n".join([*said, *([self.value] if self.value.strip() else [])])


def book_of(report: Report) -> list[ReportField]:
    """Return the fields that a report of this kind has, in their order. One query."""
    rows = ReportField.in_force.of(regions.city_of(report.sender_id))
    shown = [row for row in rows if row.shown(report.kind)]
    return sorted(shown, key=lambda row: (row.position, row.code))


def content_of(state: ReportState, person: Person | None = None) -> list[FieldView]:
    """Return what a report says; personal data only to who may have it. Six queries.

    ``person`` null is the system. The figures are those known now, or, once it is
    signed, those it was signed with.
    """
    report = state.report
    if report.kind == Kind.SITUATION:
        return [*_sections(state), *_all_figures(state)]
    known = figures_in(state)
    contacts = _contacts(report) if may_know_contacts(report, person) else {}
    return [_view(row, state, known, contacts) for row in book_of(report)]


def figures_in(state: ReportState) -> dict[str, FigureLine]:
    """Return the figures of a report: frozen once it is signed, live before."""
    if state.figures is not None:
        return {key: line_of(kept) for key, kept in state.figures.items()}
    report = state.report
    ids = covered(report.schedule) if report.schedule else [report.incident_id]
    pace = report.incident.exercise.speed if report.incident.exercise else 1.0
    return lines(ids, deviations(state), pace=pace)


def covered(schedule: Schedule) -> list[UUID]:
    """Return the incidents that a schedule is over, the one it hangs on first."""
    keys = [schedule.incident_id, *map(UUID, schedule.others)]
    state = schedule.operation.state if schedule.operation else None
    keys += map(UUID, state.incidents) if state else []
    return list(dict.fromkeys(keys))


def deviations(state: ReportState) -> dict[str, dict[str, Any]]:
    """Return the figures that the report states otherwise than its sources, and why."""
    return {
        name.removeprefix(FIGURE): {"value": kept["value"], "reason": kept["reason"]}
        for name, kept in state.fields.items()
        if name.startswith(FIGURE) and kept["value"]
    }


def missing(views: list[FieldView]) -> list[FieldView]:
    """Return the fields without which the report is not whole."""
    return [view for view in views if view.is_missing]


def filled_share(views: list[FieldView]) -> int:
    """Return how many per cent of the fields say something."""
    return round(100 * sum(view.is_filled for view in views) / len(views)) if views else 100


def may_know_contacts(report: Report, person: Person | None) -> bool:
    """Return whether somebody may read the personal data: the sender's people, addressees."""
    if person is None or is_inside(person, report):
        return True
    return any(holds_exactly(person, to) for to in report.addressees)


def _view(
    row: ReportField,
    state: ReportState,
    known: dict[str, FigureLine],
    contacts: dict[str, str],
) -> FieldView:
    kept = state.fields.get(row.code, {})
    value = contacts.get(row.code, "") if row.personal else kept.get("value", "")
    return FieldView(
        code=row.code,
        label=row.label,
        form=row.form,
        needed=row.needed(state.report.kind),
        personal=row.personal,
        value=value,
        version=kept.get("version", 0),
        by=kept.get("by"),
        at=kept.get("at"),
        sources=kept.get("sources", []),
        figures=[known[key] for key in row.figures.split() if key in known],
    )


def _contacts(report: Report) -> dict[str, str]:
    rows = Contact.objects.filter(report=report)
    return dict(rows.values_list("field", "text"))


def _sections(state: ReportState) -> list[FieldView]:
    found = []
    for name in sorted(n for n in state.fields if n.startswith(SECTION)):
        kept = state.fields[name]
        found.append(
            FieldView(
                code=name,
                label=f"{kept['title']} · {regions.name(kept['owner'])}",
                form="long",
                needed=False,
                personal=False,
                value=kept["value"],
                version=kept["version"],
                by=kept["by"],
                at=kept["at"],
                sources=kept.get("sources", []),
                absent=not kept["value"],
            )
        )
    return found


def _all_figures(state: ReportState) -> list[FieldView]:
    known = list(figures_in(state).values())
    return [
        FieldView(
            code="figures",
            label=_("Figures"),
            form="figures",
            needed=False,
            personal=False,
            value="",
            version=0,
            by=None,
            at=None,
            sources=[],
            figures=known,
        )
    ]
