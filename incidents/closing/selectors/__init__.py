"""What closing lets people read."""

from incidents.closing.selectors.cards import (
    ArchiveCard,
    ClosingCard,
    archive_file,
    archives_of,
    changed,
    closing_card,
    ended_at,
    exception_of,
    lessons_of,
    marked_pictures,
    purges_of,
)

__all__ = [
    "ArchiveCard",
    "ClosingCard",
    "archive_file",
    "archives_of",
    "changed",
    "closing_card",
    "ended_at",
    "exception_of",
    "lessons_of",
    "marked_pictures",
    "purges_of",
]
