"""Secrets that the system must read again, sealed before they are kept in a table.

A copy of the database alone opens none of them: the keys come from the environment. The
first of ``JC_SEAL_KEYS`` seals and all of them open, so that keys can be changed; behind them
stand keys derived from ``SECRET_KEY`` and its fallbacks, which seal where none is given.
"""

import base64
import logging
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from command.core.errors import Refusal

logger = logging.getLogger(__name__)
# Room in a table for a sealed secret of up to 95 characters.
SEALED_LENGTH = 255


class Unreadable(Refusal):
    """What is kept was sealed with a key that this server has not."""

    status = 503
    code = "unreadable"


def seal(secret: str) -> str:
    """Return ``secret`` as it may be kept; nothing stays nothing."""
    return _box().encrypt(secret.encode()).decode() if secret else ""


def unseal(kept: str) -> str:
    """Return what was sealed. Raises ``Unreadable`` when no key of this server fits."""
    if not kept:
        return ""
    try:
        return _box().decrypt(kept).decode()
    except InvalidToken:
        logger.critical("no key of JC_SEAL_KEYS or SECRET_KEY opens what is kept in the table")
        raise Unreadable(
            _("This server has not the key to your second factor. Tell its operators.")
        ) from None


def _box() -> MultiFernet:
    return _box_of((*settings.SEAL_KEYS, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _box_of(words: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key_of(word)) for word in words])


def _key_of(word: str) -> bytes:
    # The words are long and random, so no slow derivation is needed.
    made = salted_hmac("command.core.sealing", "seal", secret=word, algorithm="sha256")
    return base64.urlsafe_b64encode(made.digest())
