"""Shapes of the closing API."""

from dataclasses import dataclass
from typing import Self

from rest_framework import serializers

from command.core.api.fields import Moment, Strict
from command.core.api.shapes import shape_of
from command.core.times import iso
from incidents.closing.checks import OpenItem
from incidents.closing.lifecycle import Purpose, Section
from incidents.closing.models import Lesson, Purge
from incidents.closing.selectors import ArchiveCard, ClosingCard

MOST_RECORDS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ItemView:
    """So many things of one sort that are open; what ``blocks`` must be finished first."""

    code: str
    label: str
    count: int
    blocks: bool
    names: list[str]

    @classmethod
    def of(cls, item: OpenItem) -> Self:
        """Build the view."""
        return cls(item.code, item.label, item.count, item.blocks, list(item.names))


@dataclass(frozen=True, slots=True)
class LessonView:
    """The newest version of one section of the lessons."""

    section: str
    version: int
    text: str
    author: str
    at: str

    @classmethod
    def of(cls, lesson: Lesson) -> Self:
        """Build the view; the actor must have been joined."""
        author = lesson.actor.name if lesson.actor else ""
        return cls(lesson.section, lesson.version, lesson.text, author, iso(lesson.occurred_at))


@dataclass(frozen=True, slots=True)
class PurgeView:
    """What was destroyed: rows by holding, and files."""

    id: str
    emptied: dict[str, int]
    files: int
    reason: str
    at: str

    @classmethod
    def of(cls, purge: Purge) -> Self:
        """Build the view."""
        at = iso(purge.occurred_at)
        return cls(str(purge.pk), purge.emptied, purge.files, purge.reason, at)


ClosingAnswer = shape_of(ClosingCard)
ItemAnswer = shape_of(ItemView)
ArchiveAnswer = shape_of(ArchiveCard)
LessonAnswer = shape_of(LessonView)
PurgeAnswer = shape_of(PurgeView)


class ArchiveInput(Strict):
    """The language of the papers in an archive."""

    language = serializers.ChoiceField(["zh-hans", "en"])


class RetentionInput(Strict):
    """An assessed exception: what for, why, until when."""

    purpose = serializers.ChoiceField(Purpose.choices)
    reason = serializers.CharField(max_length=500)
    until = Moment()


class PictureInput(Strict):
    """A picture that shows somebody who can be known."""

    image_id = serializers.UUIDField()
    reason = serializers.CharField(max_length=200)


class PurgeInput(Strict):
    """The order to destroy, and how many records that is."""

    confirm = serializers.IntegerField(min_value=0, max_value=MOST_RECORDS)
    reason = serializers.CharField(max_length=500)


class LessonInput(Strict):
    """A new version of a section; ``based_on`` is the version that was read, 0 for none."""

    section = serializers.ChoiceField(Section.choices)
    text = serializers.CharField(max_length=4000, allow_blank=True)
    based_on = serializers.IntegerField(min_value=0, max_value=1_000_000)
