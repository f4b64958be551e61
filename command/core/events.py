"""Facts: the base of every event, and the catalogue of them all."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar

from django.utils import translation
from django.utils.functional import Promise

CATALOGUE: dict[str, type["Event"]] = {}
LANGUAGES = ("zh-hans", "en")
View = Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact: its ``kind`` is ``noun.past_participle``, its fields are plain JSON values.

    ``says`` is the sentence that the feed and the timeline show, translatable,
    with the fields and ``{actor}`` in braces. A field whose value is a code is
    put into words by overriding ``words``.
    """

    kind: ClassVar[str]
    says: ClassVar[str | Promise]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Enter the event in the catalogue; two events of one kind are a mistake."""
        super().__init_subclass__(**kwargs)
        if cls.kind in CATALOGUE:
            raise TypeError(f"{cls.__qualname__}: {cls.kind} is in the catalogue already")
        CATALOGUE[cls.kind] = cls

    def payload(self) -> dict[str, Any]:
        """Return the fields as they are stored."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields, in the language of the reader."""
        return payload


@dataclass(frozen=True, slots=True)
class Fact:
    """One event with the views it changed; ``occurred_at`` is when it happened in the world."""

    event: Event
    changed: Mapping[str, View]
    occurred_at: datetime | None = None


def sentence(kind: str, payload: Mapping[str, Any], actor: str) -> str:
    """Say a fact in the language of the reader; its bare kind if the catalogue lacks it."""
    event = CATALOGUE.get(kind)
    if event is None:
        return kind
    words = {**payload, **event.words(payload), "actor": actor}
    return str(event.says).format_map(_Blank(words))


def sentences(kind: str, payload: Mapping[str, Any], actor: str) -> dict[str, str]:
    """Say a fact in every language of the system: ``{"zh-hans": …, "en": …}``."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = sentence(kind, payload, actor)
    return said


class _Blank(dict[str, Any]):
    """Says nothing for a field that an older entry lacks."""

    def __missing__(self, key: str) -> str:
        return ""
