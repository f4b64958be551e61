"""Reading people, organisations, duties and shares."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Duty, Person, Region, Room, Share
from command.core.times import not_ended

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class DutyCard:
    """One post of one person over one scope."""

    id: str
    origin: str
    exercise: bool
    at: str
    person: str
    post: str
    region: str | None
    room: str | None
    starts_at: str
    ends_at: str | None

    @classmethod
    def of(cls, duty: Duty) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=str(duty.pk),
            origin=duty.origin,
            exercise=duty.exercise_id is not None,
            at=(duty.end_told_at or duty.starts_at).isoformat(),
            person=str(duty.person_id),
            post=duty.post,
            region=duty.region_id,
            room=duty.room_id,
            starts_at=duty.starts_at.isoformat(),
            ends_at=duty.ends_at.isoformat() if duty.ends_at else None,
        )


@dataclass(frozen=True, slots=True)
class ShareCard:
    """Sight of a room that one authority gave to another."""

    id: str
    origin: str
    exercise: bool
    at: str
    room: str
    grantee: str
    reason: str
    starts_at: str
    ends_at: str | None

    @classmethod
    def of(cls, share: Share) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=str(share.pk),
            origin=share.origin,
            exercise=share.exercise_id is not None,
            at=(share.end_told_at or share.starts_at).isoformat(),
            room=share.room_id,
            grantee=share.grantee_id,
            reason=share.reason,
            starts_at=share.starts_at.isoformat(),
            ends_at=share.ends_at.isoformat() if share.ends_at else None,
        )


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as administrators and the person see them: nothing that opens a door."""

    id: str
    origin: str
    username: str
    name: str
    organisation: str | None
    language: str
    active: bool
    second_factor: bool

    @classmethod
    def of(cls, person: Person) -> Self:
        """Build the card; the organisation must have been joined."""
        return cls(
            id=str(person.pk),
            origin=person.origin,
            username=person.username,
            name=person.name,
            organisation=person.organisation.name if person.organisation else None,
            language=person.language,
            active=person.is_active,
            second_factor=bool(person.totp_seed),
        )


def current_or_coming() -> Q:
    """Return the condition that a duty or a share has not ended."""
    return not_ended()


def people_of(authority: str) -> QuerySet[Person]:
    """Return the people of an authority, by user name."""
    return Person.objects.filter(origin=authority).select_related("organisation")


def duties_granted_by(authority: str) -> QuerySet[Duty]:
    """Return the duties of an authority that have not ended, with person and region."""
    held = Duty.objects.filter(current_or_coming(), origin=authority)
    return held.select_related("person", "region").order_by("person__username", "post")


def duties_held(person: Person) -> QuerySet[Duty]:
    """Return the duties of a person that have not ended."""
    return Duty.objects.filter(current_or_coming(), person=person).select_related("region")


def regions_of(authority: str) -> QuerySet[Region]:
    """Return the regions over which an authority gives duties: itself and what lies in it."""
    prefix = authority[:2] if authority == regions.REGION else authority[:4]
    return Region.objects.filter(code__startswith=prefix)


def untold_duties(at: datetime, *, limit: int) -> list[Duty]:
    """Return duties that have ended unnoticed, locked; those another worker holds are left."""
    ended = Duty.objects.filter(ends_at__lte=at, end_told_at__isnull=True).order_by("pk")
    return list(ended.select_for_update(of=("self",), skip_locked=True)[:limit])


def untold_shares(at: datetime, *, limit: int) -> list[Share]:
    """Return shares that have ended unnoticed, locked; those another worker holds are left."""
    ended = Share.objects.filter(ends_at__lte=at, end_told_at__isnull=True).order_by("pk")
    return list(ended.select_for_update(of=("self",), skip_locked=True)[:limit])


def locked_person(person_id: UUID) -> Person:
    """Return the person, the row locked. Raises ``NotThere``."""
    return _locked(Person.objects.all(), person_id)


def locked_duty(duty_id: UUID) -> Duty:
    """Return the duty, the row locked. Raises ``NotThere``."""
    return _locked(Duty.objects.all(), duty_id)


def locked_share(share_id: UUID) -> Share:
    """Return the share, the row locked. Raises ``NotThere``."""
    return _locked(Share.objects.all(), share_id)


def room_of(key: str) -> Room:
    """Return the room. Raises ``NotThere``."""
    try:
        return Room.objects.get(key=key)
    except Room.DoesNotExist:
        raise NotThere(_("No such thing, or not visible to you.")) from None


def _locked(rows: QuerySet[Row], pk: UUID) -> Row:
    # What points to the row does not wait for it: its key stays.
    found = rows.filter(pk=pk).select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise NotThere(_("No such thing, or not visible to you."))
    return found
