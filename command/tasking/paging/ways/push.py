"""Web push (RFC 8030), encrypted for the browser (RFC 8291), signed by VAPID (RFC 8292)."""

import base64
import binascii
import logging
import time
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

import orjson
import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from command.tasking.paging.models import Outcome
from command.tasking.paging.parcel import Parcel, Result, Subscription
from command.tasking.paging.ways.gateway import (
    NO_CONNECTION,
    SERVER,
    TIMEOUT,
    TOO_MANY,
    UNSAFE,
    is_safe,
    patience,
    session,
)

NO_DEVICE: Final = "no_device"
GONE: Final = frozenset({404, 410})
ACCEPTED: Final = 299
SIGNED_S: Final = 12 * 3600
KEPT_S: Final = 3600  # so long the push service keeps a message for a phone that is off
MOST_TEXT: Final = 1000  # characters; a push holds 4096 bytes in all
logger = logging.getLogger(__name__)


def is_push_service(endpoint: str) -> bool:
    """Return whether an address is one of a push service that the operator allows.

    A browser names the address, and this machine goes there: so not anywhere.
    """
    if not is_safe(endpoint):
        return False
    host = urlsplit(endpoint).hostname or ""
    return any(
        host == allowed or (allowed.startswith(".") and host.endswith(allowed))
        for allowed in settings.JC_PUSH_HOSTS
        if allowed
    )


def public_key() -> str:
    """Return the key that a browser subscribes with; empty when push is not set up."""
    return _public(settings.JC_VAPID_PRIVATE) if settings.JC_VAPID_PRIVATE else ""


@lru_cache(maxsize=4)
def _public(private: str) -> str:
    point = _vapid(private).public_key.public_bytes(
        Encoding.X962, PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


@lru_cache(maxsize=4)
def _vapid(private: str) -> Any:
    from py_vapid import Vapid  # slow to load, and for few

    return Vapid.from_string(private)


class WebPush:
    """The adapter of web push; ``JC_VAPID_PRIVATE`` and ``JC_VAPID_SUBJECT`` set it up."""

    def is_set_up(self) -> bool:
        """Return whether there is a key and somebody to ask about it."""
        return bool(settings.JC_VAPID_PRIVATE and settings.JC_VAPID_SUBJECT)

    def carry(self, parcel: Parcel, mark: Any) -> Result:
        """Push to every browser of the person; one that takes it is enough. Never raises."""
        if not parcel.subscriptions:
            return Result(parcel, Outcome.FAILED, NO_DEVICE)
        body = orjson.dumps(
            {
                "key": parcel.key,
                "title": mark(parcel, parcel.subject),
                "text": mark(parcel, parcel.text[:MOST_TEXT]),
                "url": parcel.url,
                "lang": parcel.language,
            }
        )
        codes: dict[UUID, str] = {}
        waits = [0.0]
        for subscription in parcel.subscriptions:
            code, wait_s = _pushed(parcel, subscription, body)
            codes[subscription.device] = code
            waits.append(wait_s)
        reached = tuple(device for device, code in codes.items() if not code)
        gone = tuple(device for device, code in codes.items() if code == "gone")
        if reached:
            return Result(parcel, Outcome.SENT, reached=reached, gone=gone)
        left = [code for code in codes.values() if code != "gone"]
        return Result(
            parcel,
            Outcome.FAILED,
            left[0] if left else "gone",
            again=any(_may_pass(code) for code in left),
            wait_s=max(waits),
            gone=gone,
        )


def _pushed(parcel: Parcel, to: Subscription, body: bytes) -> tuple[str, float]:
    """Push to one browser; return why not, as a code, and how long to wait."""
    from pywebpush import WebPusher, WebPushException  # slow to load, and for few

    if not is_push_service(to.endpoint):
        return UNSAFE, 0.0
    parts = urlsplit(to.endpoint)
    claims = {
        "sub": settings.JC_VAPID_SUBJECT,
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + SIGNED_S,
    }
    keys = {"p256dh": to.p256dh, "auth": to.auth}
    try:
        headers = {
            **_vapid(settings.JC_VAPID_PRIVATE).sign(claims),
            # A message that was not fetched yet is replaced by the same one sent again.
            "Topic": _topic(parcel.page),
            "Urgency": "high" if parcel.urgent else "normal",
        }
        with session() as line:
            line.max_redirects = 0
            pusher = WebPusher({"endpoint": to.endpoint, "keys": keys}, requests_session=line)
            answer = pusher.send(
                body, headers, ttl=KEPT_S, timeout=settings.JC_GATEWAY_TIMEOUT_S
            )
    except requests.Timeout:
        return TIMEOUT, 0.0
    except requests.TooManyRedirects:
        return "redirect", 0.0
    except (requests.RequestException, OSError) as failure:
        logger.warning("web push: %s", type(failure).__name__)
        return NO_CONNECTION, 0.0
    except (WebPushException, ValueError, binascii.Error, TypeError) as failure:
        logger.warning("web push, a subscription that cannot be: %s", type(failure).__name__)
        return "gone", 0.0
    if answer.status_code in GONE:
        return "gone", 0.0
    return ("" if answer.status_code <= ACCEPTED else f"http_{answer.status_code}"), patience(
        answer
    )


def _may_pass(code: str) -> bool:
    if code in {TIMEOUT, NO_CONNECTION, f"http_{TOO_MANY}"}:
        return True
    return code.startswith("http_") and int(code.removeprefix("http_")) >= SERVER


def _topic(page: UUID) -> str:
    return base64.urlsafe_b64encode(page.bytes).rstrip(b"=").decode()
