"""Uploads as their senders may see them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.uploads import parts
from command.core.uploads.models import Upload

State = Upload.State


@dataclass(frozen=True, slots=True)
class UploadCard:
    """How far an upload is. ``reason`` says why a file was refused, or what it waits for."""

    state: str
    offset: int
    length: int
    sha256: str
    reason: str
    reason_en: str

    @classmethod
    def of(cls, upload: Upload) -> Self:
        """Build the card."""
        return cls(
            state=upload.state,
            offset=upload.offset,
            length=upload.length,
            sha256=upload.sha256,
            reason=upload.reason,
            reason_en=upload.reason_en,
        )


@dataclass(frozen=True, slots=True)
class Load:
    """What a person has on its way in."""

    uploads: int
    open_bytes: int
    day_bytes: int


def own(upload_id: UUID, person: Person) -> Upload:
    """Return one's own upload. Raises ``NotThere`` for anybody else's."""
    found = Upload.objects.filter(pk=upload_id, person=person).first()
    if found is None:
        raise NotThere(_("No such upload, or not yours."))
    return found


def load_of(person: Person) -> Load:
    """Return what a person has on its way in, and has sent within a day. One query."""
    open_ = Q(state=State.RECEIVING)
    today = Q(begun_at__gt=Now() - timedelta(days=1))
    found = Upload.objects.filter(open_ | today, person=person).aggregate(
        uploads=Count("pk", filter=open_),
        open_bytes=Sum("length", filter=open_, default=0),
        # What ended early counts as far as it came.
        day_bytes=Sum("offset", filter=today, default=0),
    )
    return Load(**found)


def to_examine(at: datetime, limit: int = 20) -> list[UUID]:
    """Return the whole files that are due to be looked into."""
    due = Upload.objects.filter(state=State.EXAMINING, due_at__lte=at).order_by("due_at")
    return list(due.values_list("pk", flat=True)[:limit])


def expired(at: datetime) -> QuerySet[Upload]:
    """Return what was begun and not gone on with."""
    return Upload.objects.filter(state=State.RECEIVING, expires_at__lte=at)


def leftovers() -> list[UUID]:
    """Return the parts on the disk that no upload needs any more."""
    there = parts.names()
    needed = Upload.objects.filter(
        pk__in=there, state__in=[State.RECEIVING, State.EXAMINING]
    ).values_list("pk", flat=True)
    return sorted(set(there) - set(needed))
