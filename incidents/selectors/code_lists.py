"""The code list of event types."""

from typing import Any

from incidents.models import EventType


def event_types() -> list[dict[str, Any]]:
    """Return the kinds of events. One query."""
    rows = EventType.objects.values("code", "name_zh", "name_en", "symbol")
    return [dict(row) for row in rows]
