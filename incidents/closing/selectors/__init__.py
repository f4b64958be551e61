"""What closing lets people read."""

from incidents.closing.selectors.cards import (
    ArchiveCard,
    ClosingCard,
    archives_of,
    changed,
    closing_card,
    ended_at,
    exception_of,
    lessons_of,
)

__all__ = [
    "ArchiveCard",
    "ClosingCard",
    "archives_of",
    "changed",
    "closing_card",
    "ended_at",
    "exception_of",
    "lessons_of",
]
