"""Schedules of situation reports, their sections, and what is written for the coming hour."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now

from command.core.models import Duty, Person
from command.core.policies import COMMANDING, holds
from command.core.regions import city_of
from incidents.models import Incident
from incidents.reports import words
from incidents.reports.models import Schedule, Section, SectionText
from incidents.reports.rights import WRITING
from incidents.reports.selectors.content import covered
from incidents.reports.selectors.due import next_hour


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section for the coming hour: who owns it, whether it is written, whether one may."""

    id: UUID
    title: str
    owner: str
    post: str
    text: str
    by: str
    at: datetime | None
    version: int
    may_write: bool


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A schedule with the hour that is written for now."""

    id: UUID
    title: str
    every_hours: int
    hour: datetime
    ended_at: datetime | None
    over: str
    incidents: int
    may_end: bool
    sections: list[SectionView]

    @property
    def missing(self) -> int:
        """How many sections nobody has written yet."""
        return sum(not section.text for section in self.sections)


def schedules_of(incident: Incident) -> list[Schedule]:
    """Return the schedules over an incident, running ones first. One query."""
    rows = Schedule.objects.filter(incident=incident)
    rows = rows.select_related("exercise", "operation__state")
    return sorted(rows, key=lambda row: (row.ended_at is not None, row.first_at))


def running_of(incident: Incident, person: Person) -> list[ScheduleView]:
    """Return the running schedules as a person sees them."""
    return [_view(row, person) for row in schedules_of(incident) if row.ended_at is None]


def incident_of(section_id: UUID) -> UUID:
    """Return the incident whose situation reports a section is of; for who was let in."""
    rows = Section.objects.filter(pk=section_id)
    return rows.values_list("schedule__incident_id", flat=True).get()


def _view(schedule: Schedule, person: Person) -> ScheduleView:
    hour = next_hour(schedule, now())
    rows = Section.objects.filter(schedule=schedule).order_by("position")
    return ScheduleView(
        id=schedule.pk,
        title=schedule.title,
        every_hours=schedule.every_hours,
        hour=hour,
        ended_at=schedule.ended_at,
        over=schedule.operation.name if schedule.operation else "",
        incidents=len(covered(schedule)),
        may_end=holds(person, WRITING, region=schedule.sender_id)
        and person.origin == city_of(schedule.sender_id),
        sections=[_section(row, hour, person) for row in rows],
    )


def _section(section: Section, hour: datetime, person: Person) -> SectionView:
    texts = SectionText.objects.filter(section=section, hour=hour).select_related("actor")
    written = list(texts.order_by("-occurred_at", "-pk"))
    last = written[0] if written else None
    posts = {*COMMANDING, Duty.Post(section.post)}
    return SectionView(
        id=section.pk,
        title=section.title,
        owner=words.place(section.owner_id),
        post=str(section.get_post_display()),
        text=last.text if last else "",
        by=last.actor.name if last and last.actor else "",
        at=last.occurred_at if last else None,
        version=len(written),
        may_write=holds(person, posts, region=section.owner_id),
    )
