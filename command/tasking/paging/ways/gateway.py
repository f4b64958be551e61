"""SMS and voice by one small HTTP contract: ``command/docs/gateways.md``."""

import logging
import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
import requests
from django.conf import settings

from command.tasking.paging.models import Channel, Outcome
from command.tasking.paging.parcel import Parcel, Result

TIMEOUT, NO_CONNECTION, REDIRECT = "timeout", "no_connection", "redirect"
NO_PHONE: Final = "no_phone"
UNSAFE: Final = "unsafe_address"
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
MOST_BYTES: Final = 4096
OK, MULTIPLE, CLIENT, SERVER = 200, 300, 400, 500
CONFLICT, TOO_MANY = 409, 429
LONGEST_WAIT_S: Final = 300.0
logger = logging.getLogger(__name__)


def is_safe(url: str) -> bool:
    """Return whether an address may be given a secret: https, or this machine itself."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    )


def session() -> requests.Session:
    """Return a session that heeds no proxy, no .netrc and no cookie of the environment."""
    made = requests.Session()
    made.trust_env = False
    return made


def patience(answer: requests.Response) -> float:
    """Return the seconds that the other side asks to wait, within bounds; 0 if it says none."""
    given = answer.headers.get("Retry-After", "")
    return min(float(given), LONGEST_WAIT_S) if given.isascii() and given.isdigit() else 0.0


@dataclass(frozen=True, slots=True)
class Gateway:
    """The adapter of one channel; ``JC_SMS_URL`` or ``JC_VOICE_URL`` sets it up."""

    channel: Channel

    def is_set_up(self) -> bool:
        """Return whether it has an address."""
        return bool(self._setting("URL"))

    def carry(self, parcel: Parcel, mark: Any) -> Result:
        """Hand one text to the gateway. Never raises."""
        if not parcel.phone:
            return Result(parcel, Outcome.FAILED, NO_PHONE)
        url = self._setting("URL")
        if not is_safe(url):
            return Result(parcel, Outcome.FAILED, UNSAFE)
        body = {
            "key": parcel.key,
            "to": parcel.phone,
            "text": mark(parcel, parcel.text),
            "lang": parcel.language,
            "kind": str(self.channel),
        }
        try:
            status, raw, wait_s = self._ask(url, body)
        except requests.Timeout:
            return Result(parcel, Outcome.FAILED, TIMEOUT, again=True)
        except (requests.RequestException, OSError, ValueError) as failure:
            # The body holds a telephone number: only the kind of failure is logged.
            logger.warning("%s gateway: %s", self.channel, type(failure).__name__)
            return Result(parcel, Outcome.FAILED, NO_CONNECTION, again=True)
        return _judged(parcel, status, raw, wait_s)

    def _ask(self, url: str, body: dict[str, Any]) -> tuple[int, bytes, float]:
        """Post the body; return the status, the beginning of the answer, and the wait."""
        until = time.monotonic() + settings.JC_GATEWAY_TIMEOUT_S
        with (
            session() as line,
            line.post(
                url,
                data=orjson.dumps(body),
                headers={
                    "Content-Type": "application/json",
                    "Authorization": f"Bearer {self._setting('TOKEN')}",
                },
                timeout=settings.JC_GATEWAY_TIMEOUT_S,
                allow_redirects=False,
                stream=True,
            ) as answer,
        ):
            raw = b""
            for piece in answer.iter_content(512):
                raw += piece
                if len(raw) >= MOST_BYTES:
                    break
                if time.monotonic() > until:
                    raise requests.Timeout
            return answer.status_code, raw[:MOST_BYTES], patience(answer)

    def _setting(self, what: str) -> str:
        return str(getattr(settings, f"JC_{self.channel.upper()}_{what}"))


def _judged(parcel: Parcel, status: int, raw: bytes, wait_s: float) -> Result:
    # A key that the gateway knows already: it has the text, which is all that is wanted.
    if OK <= status < MULTIPLE or status == CONFLICT:
        return Result(parcel, Outcome.SENT, gateway_id=_identity(raw))
    if status < CLIENT:
        return Result(parcel, Outcome.FAILED, REDIRECT)
    again = status == TOO_MANY or status >= SERVER
    return Result(parcel, Outcome.FAILED, f"http_{status}", again=again, wait_s=wait_s)


def _identity(raw: bytes) -> str:
    """Return what the gateway calls the message, if it says so in a way to be kept."""
    try:
        told = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return ""
    given = told.get("id") if isinstance(told, dict) else None
    name = str(given) if isinstance(given, str | int) else ""
    return name[:100] if name.isprintable() else ""
