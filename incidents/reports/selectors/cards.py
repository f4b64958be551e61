"""The public views of reports, phone reports and schedules: never what a report says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from command.core.times import iso, iso_or_none
from incidents.models import Incident
from incidents.reports import words
from incidents.reports.lifecycle import Status
from incidents.reports.models import PhoneReport, Report, ReportState, Schedule
from incidents.reports.selectors.course import passed_over


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report: what kind, from whom to whom, and where it stands."""

    id: str
    incident: str
    incident_title: str
    kind: str
    ordinal: int
    number: str
    status: str
    sender: str
    addressees: list[str]
    copies: list[str]
    skip_reason: str
    reason: str
    author: str | None
    author_name: str
    reviewer_name: str
    signer_name: str
    drafted_at: str
    signed_at: str | None
    sent_at: str | None
    acknowledged: dict[str, str]
    step: int
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, report: Report, state: ReportState) -> Self:
        """Build the card; needs incident and people read before, or reads them."""
        incident = report.incident
        return cls(
            id=str(report.id),
            incident=str(incident.id),
            incident_title=incident.title,
            kind=report.kind,
            ordinal=report.ordinal,
            number=state.number,
            status=str(state.status),
            sender=report.sender_id,
            addressees=list(report.addressees),
            copies=passed_over(incident, report.sender_id, report.addressees),
            skip_reason=report.skip_reason,
            reason=state.reason,
            author=str(report.actor_id) if report.actor_id else None,
            author_name=report.actor.name if report.actor else "",
            reviewer_name=state.reviewer.name if state.reviewer else "",
            signer_name=state.signer.name if state.signer else "",
            drafted_at=iso(report.occurred_at),
            signed_at=iso_or_none(state.signed_at),
            sent_at=iso_or_none(state.sent_at),
            acknowledged={to: given["at"] for to, given in state.acknowledged.items()},
            step=state.step,
            at=iso(state.updated_at),
            room=incident.room_id,
            exercise=incident.exercise_id is not None,
            origin=report.origin,
        )

    @property
    def name(self) -> str:
        """What it is called."""
        return words.kind(self.kind, self.ordinal)

    @property
    def stands(self) -> str:
        """Where it stands, in words."""
        return str(Status(self.status).label)

    @property
    def to(self) -> str:
        """To whom it goes, in words."""
        return ", ".join(words.place(code) for code in self.addressees)

    @property
    def copied(self) -> str:
        """Who is passed over and gets a copy, in words."""
        return ", ".join(words.place(code) for code in self.copies)

    @property
    def by(self) -> str:
        """Who reports, in words."""
        return words.place(self.sender)

    @property
    def touched(self) -> datetime:
        """When it was last changed."""
        return datetime.fromisoformat(self.at)

    @property
    def sent(self) -> datetime | None:
        """When it was sent."""
        return datetime.fromisoformat(self.sent_at) if self.sent_at else None

    @property
    def awaited(self) -> list[str]:
        """Which addressees have not acknowledged it."""
        return [code for code in self.addressees if code not in self.acknowledged]


@dataclass(frozen=True, slots=True)
class PhoneCard:
    """A report made by phone."""

    id: str
    incident: str
    kind: str
    sender: str
    to: str
    text: str
    by_name: str
    skip_reason: str
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, call: PhoneReport, incident: Incident) -> Self:
        """Build the card; needs ``actor`` read before, or reads it."""
        return cls(
            id=str(call.id),
            incident=str(incident.id),
            kind=call.kind,
            sender=call.sender_id,
            to=call.to,
            text=call.text,
            by_name=call.actor.name if call.actor else "",
            skip_reason=call.skip_reason,
            at=iso(call.occurred_at),
            room=incident.room_id,
            exercise=incident.exercise_id is not None,
            origin=call.origin,
        )

    @property
    def says(self) -> str:
        """Who told whom, in words."""
        return f"{words.place(self.sender)} → {words.place(self.to)}"

    @property
    def when(self) -> datetime:
        """When it was said."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class ScheduleCard:
    """A schedule of situation reports."""

    id: str
    incident: str
    title: str
    others: list[str]
    operation: str | None
    sender: str
    addressees: list[str]
    skip_reason: str
    every_hours: int
    first_at: str
    ended_at: str | None
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, schedule: Schedule, incident: Incident) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=str(schedule.id),
            incident=str(incident.id),
            title=schedule.title,
            others=list(schedule.others),
            operation=str(schedule.operation_id) if schedule.operation_id else None,
            sender=schedule.sender_id,
            addressees=list(schedule.addressees),
            skip_reason=schedule.skip_reason,
            every_hours=schedule.every_hours,
            first_at=iso(schedule.first_at),
            ended_at=iso_or_none(schedule.ended_at),
            at=iso(schedule.ended_at or schedule.occurred_at),
            room=incident.room_id,
            exercise=incident.exercise_id is not None,
            origin=schedule.origin,
        )
