"""Sessions in the database, under keys that look like keys."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Takes only keys of the kind it makes itself.

    A cookie may carry anything, NUL included, which PostgreSQL answers with an
    error and a stranger would see as a 500.
    """

    def _validate_session_key(self, key: Any) -> bool:
        return bool(key) and 8 <= len(key) <= 40 and key.isascii() and key.isalnum()
