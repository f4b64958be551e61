"""Keys that every node can make by itself."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a UUIDv7 (RFC 9562): unique without asking, and ordered by time of making."""
    return uuid7()
