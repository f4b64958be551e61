"""The doorbell: tell every process that a room has a new entry."""

from typing import Any


def publish(message: dict[str, Any]) -> None:
    """Ring the bell for one entry, after commit; may be lost without harm."""
