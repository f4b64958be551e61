"""The facts that the reports room records. What a report says is not among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.reports import words


@dataclass(frozen=True, kw_only=True)
class AboutReport:
    """Names the report and puts kind, sender and addressees into words."""

    incident_id: str
    report_id: str
    report_kind: str
    ordinal: int
    sender: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return words.said(payload)


@dataclass(frozen=True, kw_only=True)
class ReportDrafted(AboutReport, Event):
    """Somebody began a report."""

    kind: ClassVar[str] = "report.drafted"
    says: ClassVar[str | Promise] = _("{sender}: {what} drafted{skipping}")
    to: list[str]
    skip_reason: str


@dataclass(frozen=True, kw_only=True)
class ReportEdited(AboutReport, Event):
    """Somebody changed fields of a draft; their names, never what they say."""

    kind: ClassVar[str] = "report.edited"
    says: ClassVar[str | Promise] = _("{sender}: {what} edited")
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class ReportSubmitted(AboutReport, Event):
    """A draft went to review."""

    kind: ClassVar[str] = "report.submitted"
    says: ClassVar[str | Promise] = _("{sender}: {what} submitted for review")


@dataclass(frozen=True, kw_only=True)
class ReportPassed(AboutReport, Event):
    """A reviewer passed a report."""

    kind: ClassVar[str] = "report.passed"
    says: ClassVar[str | Promise] = _("{sender}: {what} passed, awaiting signature")


@dataclass(frozen=True, kw_only=True)
class ReportReturned(AboutReport, Event):
    """A reviewer or signer sent a report back."""

    kind: ClassVar[str] = "report.returned"
    says: ClassVar[str | Promise] = _("{sender}: {what} returned{why}")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReportSigned(AboutReport, Event):
    """A commander signed a report; its figures are frozen."""

    kind: ClassVar[str] = "report.signed"
    says: ClassVar[str | Promise] = _("{sender}: {what} signed ({number})")
    number: str


@dataclass(frozen=True, kw_only=True)
class ReportSent(AboutReport, Event):
    """A report was published to its addressees, as the next link of the chain."""

    kind: ClassVar[str] = "report.sent"
    says: ClassVar[str | Promise] = _("{sender} reports to {to}: {what} ({number}){skipping}")
    to: list[str]
    number: str
    sha256: str
    skip_reason: str


@dataclass(frozen=True, kw_only=True)
class ReportAcknowledged(AboutReport, Event):
    """An addressee has the report."""

    kind: ClassVar[str] = "report.acknowledged"
    says: ClassVar[str | Promise] = _("{to} acknowledges the {what} of {sender}")
    to: str


@dataclass(frozen=True, kw_only=True)
class ReportPhoned(Event):
    """A report was made by phone."""

    kind: ClassVar[str] = "report.phoned"
    says: ClassVar[str | Promise] = _("{sender} reports to {to} by phone: {what}{skipping}")
    incident_id: str
    phone_id: str
    report_kind: str
    sender: str
    to: str
    skip_reason: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return words.said(payload)


@dataclass(frozen=True, kw_only=True)
class ReportOverdue(Event):
    """A reporting clock has run out and nothing was reported."""

    kind: ClassVar[str] = "report.overdue"
    says: ClassVar[str | Promise] = _("Report overdue: {sender} → {to}, {what}, {medium}")
    incident_id: str
    rule: str
    report_kind: str
    medium: str
    sender: str
    to: str
    due_at: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return words.said(payload)


@dataclass(frozen=True, kw_only=True)
class IncidentSensitive(Event):
    """An incident is sensitive: it is reported whatever its grade."""

    kind: ClassVar[str] = "incident.sensitive"
    says: ClassVar[str | Promise] = _("Marked as sensitive: {reason}")
    incident_id: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SitrepScheduled(Event):
    """Situation reports will be made on a schedule."""

    kind: ClassVar[str] = "sitrep.scheduled"
    says: ClassVar[str | Promise] = _("Situation report “{title}” every {every_hours} h")
    incident_id: str
    schedule_id: str
    title: str
    every_hours: int


@dataclass(frozen=True, kw_only=True)
class SitrepEnded(Event):
    """A schedule was ended."""

    kind: ClassVar[str] = "sitrep.ended"
    says: ClassVar[str | Promise] = _("Situation report “{title}” ended")
    incident_id: str
    schedule_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class SectionWritten(Event):
    """The owner of a section wrote it for an hour."""

    kind: ClassVar[str] = "sitrep.written"
    says: ClassVar[str | Promise] = _("Section “{section}” of “{title}” written")
    incident_id: str
    schedule_id: str
    title: str
    section: str
