"""Facts about closing an incident."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core.events import Event
from incidents.closing import checks, personal
from incidents.closing.lifecycle import Purpose, Section
from incidents.events.base import AboutIncident


@dataclass(frozen=True, kw_only=True)
class ItemsLeftOpen(AboutIncident, Event):
    """An incident was closed although something was open that need not be finished."""

    kind: ClassVar[str] = "closing.items_left"
    says: ClassVar[str | Promise] = gettext_lazy(
        "Closed with things left open: {left} — {reason}"
    )
    items: dict[str, int]
    reason: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put what was left open into words."""
        named = [f"{checks.label(code)} {count}" for code, count in payload["items"].items()]
        return {**payload, "left": _(", ").join(named)}


@dataclass(frozen=True, kw_only=True)
class PersonalDataRetained(AboutIncident, Event):
    """Somebody assessed that personal data is kept for longer, and signed for it."""

    kind: ClassVar[str] = "personal_data.retained"
    says: ClassVar[str | Promise] = gettext_lazy(
        "Personal data is kept until {until} as {purpose}: {reason}"
    )
    purpose: str
    reason: str
    until: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put purpose and day into words."""
        purpose = Purpose(payload["purpose"]).label
        return {**payload, "purpose": purpose, "until": payload["until"][:10]}


@dataclass(frozen=True, kw_only=True)
class PictureMarkedPersonal(AboutIncident, Event):
    """A picture shows somebody who can be known."""

    kind: ClassVar[str] = "picture.marked_personal"
    says: ClassVar[str | Promise] = gettext_lazy("{actor} marked a picture as personal data")
    image_id: str


@dataclass(frozen=True, kw_only=True)
class PersonalDataPurged(AboutIncident, Event):
    """Personal data was destroyed; the numbers stay."""

    kind: ClassVar[str] = "personal_data.purged"
    says: ClassVar[str | Promise] = gettext_lazy("Personal data destroyed: {what} — {reason}")
    emptied: dict[str, int]
    files: int
    reason: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put what was emptied into words."""
        named = [f"{personal.label(n)} {count}" for n, count in payload["emptied"].items()]
        return {**payload, "what": _(", ").join(named)}


@dataclass(frozen=True, kw_only=True)
class ArchiveRequested(AboutIncident, Event):
    """Somebody asked for the archive of an incident."""

    kind: ClassVar[str] = "archive.requested"
    says: ClassVar[str | Promise] = gettext_lazy("{actor} asked for the archive")
    archive_id: str


@dataclass(frozen=True, kw_only=True)
class ArchiveBuilt(AboutIncident, Event):
    """The archive is ready; its SHA-256 is proof of it from now on."""

    kind: ClassVar[str] = "archive.built"
    says: ClassVar[str | Promise] = gettext_lazy(
        "The archive is ready: {entries} entries, SHA-256 {sha256}"
    )
    archive_id: str
    sha256: str
    size: int
    entries: int


@dataclass(frozen=True, kw_only=True)
class ArchiveFailed(AboutIncident, Event):
    """The archive could not be built."""

    kind: ClassVar[str] = "archive.failed"
    says: ClassVar[str | Promise] = gettext_lazy("The archive could not be built: {error}")
    archive_id: str
    error: str


@dataclass(frozen=True, kw_only=True)
class LessonWritten(AboutIncident, Event):
    """A section of the lessons has a new version."""

    kind: ClassVar[str] = "lesson.written"
    says: ClassVar[str | Promise] = gettext_lazy("{actor} wrote the lessons on “{section}”")
    section: str
    version: int

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the section into words."""
        return {**payload, "section": Section(payload["section"]).label}
