"""The facts that the ground floor itself records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import regions, rules
from command.core.events import Event
from command.core.models import Duty


class _DutyInWords:
    """Puts post and scope of a duty into words."""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the names of the post and of the scope."""
        return {
            **payload,
            "post": Duty.Post(payload["post"]).label,
            "scope": regions.name(payload["region"])
            if payload["region"]
            else _("one incident"),
        }


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    """Somebody may sign in from now on."""

    kind: ClassVar[str] = "person.registered"
    says: ClassVar[str | Promise] = gettext_lazy("This account was opened.")
    person_id: str


@dataclass(frozen=True, kw_only=True)
class PersonDisabled(Event):
    """Somebody may no longer sign in."""

    kind: ClassVar[str] = "person.disabled"
    says: ClassVar[str | Promise] = gettext_lazy("{actor} closed this account: {reason}")
    person_id: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """A password was set; who set it stands in the entry."""

    kind: ClassVar[str] = "person.password_changed"
    says: ClassVar[str | Promise] = gettext_lazy("{actor} set a new password.")
    person_id: str


@dataclass(frozen=True, kw_only=True)
class DutyGranted(_DutyInWords, Event):
    """A person holds one more post."""

    kind: ClassVar[str] = "duty.granted"
    says: ClassVar[str | Promise] = gettext_lazy("New duty: {post}, {scope}.")
    duty_id: str
    person_id: str
    post: str
    region: str | None
    room: str | None
    starts_at: str
    ends_at: str | None


@dataclass(frozen=True, kw_only=True)
class DutyEnded(_DutyInWords, Event):
    """A person holds a post no longer."""

    kind: ClassVar[str] = "duty.ended"
    says: ClassVar[str | Promise] = gettext_lazy("Duty ended: {post}, {scope}. {reason}")
    duty_id: str
    person_id: str
    post: str
    region: str | None
    room: str | None
    reason: str


class _ShareInWords:
    """Puts the other authority of a share into words."""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the name of the grantee."""
        return {**payload, "grantee": regions.name(payload["grantee"])}


@dataclass(frozen=True, kw_only=True)
class RoomShared(_ShareInWords, Event):
    """Another authority sees this room from now on."""

    kind: ClassVar[str] = "room.shared"
    says: ClassVar[str | Promise] = gettext_lazy("{actor} shared this with {grantee}: {reason}")
    share_id: str
    grantee: str
    reason: str
    ends_at: str | None


@dataclass(frozen=True, kw_only=True)
class RoomShareEnded(_ShareInWords, Event):
    """Another authority sees this room no longer."""

    kind: ClassVar[str] = "room.share_ended"
    says: ClassVar[str | Promise] = gettext_lazy("The share with {grantee} ended. {reason}")
    share_id: str
    grantee: str
    reason: str


class _RuleInWords:
    """Puts the name of a rule book into words."""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the title of the book."""
        book = rules.BOOKS.get(payload["book"])
        return {**payload, "book": book.title if book else payload["book"]}


@dataclass(frozen=True, kw_only=True)
class RuleAdded(_RuleInWords, Event):
    """An authority works by one more rule."""

    kind: ClassVar[str] = "rule.added"
    says: ClassVar[str | Promise] = gettext_lazy("{actor} added rule {code} ({book}): {reason}")
    rule_id: str
    book: str
    code: str
    after: dict[str, Any]
    reason: str


@dataclass(frozen=True, kw_only=True)
class RuleChanged(_RuleInWords, Event):
    """A rule says something else from now on; what it said before is told too."""

    kind: ClassVar[str] = "rule.changed"
    says: ClassVar[str | Promise] = gettext_lazy(
        "{actor} changed rule {code} ({book}): {reason}"
    )
    rule_id: str
    book: str
    code: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


class _CityInWords:
    """Puts a city into words."""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the name of the city."""
        return {**payload, "city": regions.name(payload["city"])}


@dataclass(frozen=True, kw_only=True)
class CityLinkLost(_CityInWords, Event):
    """A city's system has fallen silent: what it has told may be out of date."""

    kind: ClassVar[str] = "city_link.lost"
    says: ClassVar[str | Promise] = gettext_lazy("The line to {city} is lost.")
    city: str
    heard_at: str


@dataclass(frozen=True, kw_only=True)
class CityLinkRestored(_CityInWords, Event):
    """A city's system is heard again."""

    kind: ClassVar[str] = "city_link.restored"
    says: ClassVar[str | Promise] = gettext_lazy("The line to {city} stands again.")
    city: str
