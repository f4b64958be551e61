"""Times as cards and facts hold them."""

from datetime import UTC, datetime


def iso(at: datetime) -> str:
    """Return a time as ISO 8601 in UTC: the same moment is always the same text."""
    return at.astimezone(UTC).isoformat()


def iso_or_none(at: datetime | None) -> str | None:
    """Return a time as ``iso`` does; nothing for no time."""
    return None if at is None else iso(at)
