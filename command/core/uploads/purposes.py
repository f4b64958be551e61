"""What files may be sent for: entered by the rooms that take them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from command.core.errors import Invalid
from command.core.models import MediaFile, Person

IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
VIDEOS = frozenset({"video/mp4", "video/webm", "video/quicktime"})
PAPERS = frozenset({"application/pdf"})
SOUNDS = frozenset({"audio/mp4", "audio/webm", "audio/ogg"})


def no_exercise(_subject: UUID) -> UUID | None:
    """Return that the subject is no exercise's."""
    return None


def nobody_waits(_person: Person, _subject: UUID, _why: tuple[str, str]) -> None:
    """Leave it to the sender alone to learn that the file was refused."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One reason to send a file.

    ``may(person, subject)`` raises a refusal before anything is sent, ``take(person, subject,
    media)`` knocks at the door that uses the file, ``refused(person, subject, why)`` at the
    one that tells others who wait for it, ``why`` in Chinese and in English. ``world(subject)``
    names the exercise the subject belongs to, so that its files go with it.
    """

    may: Callable[[Person, UUID], object]
    take: Callable[[Person, UUID, MediaFile], None]
    kinds: frozenset[str]
    limit_bytes: int
    world: Callable[[UUID], UUID | None] = no_exercise
    refused: Callable[[Person, UUID, tuple[str, str]], None] = nobody_waits


PURPOSES: dict[str, Purpose] = {}


def enter(name: str, purpose: Purpose) -> None:
    """Let a room take files."""
    PURPOSES[name] = purpose


def of(name: str) -> Purpose:
    """Return the purpose. Raises ``Invalid``."""
    try:
        return PURPOSES[name]
    except KeyError:
        raise Invalid(_("Files are not taken for this purpose."), field="purpose") from None


def most_bytes() -> int:
    """Return the size of the largest file that any purpose takes."""
    return max((purpose.limit_bytes for purpose in PURPOSES.values()), default=0)
