"""Asking a routing service, if one is configured: bounded, remembered, never trusted blindly.

A service knows the way on clear roads. What it said is kept in the database for all processes
(``ClearWay``); what conditions make of it is counted in afterwards, each time. A service
that is slow, wrong or away is left alone for a while, and the shipped graph answers at once.
"""

import logging
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from threading import Lock
from typing import Final
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from resources.routing.actions.kept import keep
from resources.routing.models import ClearWay
from resources.routing.services import (
    Cells,
    Clear,
    Place,
    Question,
    osrm_answer,
    osrm_question,
    valhalla_answer,
    valhalla_question,
)

BLOCK: Final = 50  # places a side in one question: OSRM's table takes a hundred in all
MOST_BYTES: Final = 8_000_000
MOST_CELLS: Final = 40_000  # more than that is not asked of a service
logger = logging.getLogger(__name__)
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="router")


@dataclass(frozen=True, slots=True)
class Service:
    """One configured service. ``key`` names it in the cache: another address, another key."""

    by: str
    url: str

    @property
    def key(self) -> str:
        """The service and its address in brief."""
        return f"{self.by}:{sha256(self.url.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said, cell by cell; ``None`` where it knows no way or was not heard."""

    by: str
    cells: Cells


class Breaker:
    """Keeps a process from asking a service that has just failed, for ``rest`` seconds."""

    def __init__(self) -> None:
        """Begin closed: everything may be asked."""
        self._until: dict[str, float] = {}
        self._lock = Lock()

    def lets(self, key: str) -> bool:
        """Return whether the service may be asked now."""
        with self._lock:
            return time.monotonic() >= self._until.get(key, 0.0)

    def failed(self, key: str) -> None:
        """Leave the service alone for a while."""
        with self._lock:
            self._until[key] = time.monotonic() + settings.JC_ROUTER_REST_S

    def reset(self) -> None:
        """Forget all failures."""
        with self._lock:
            self._until.clear()


breaker = Breaker()


def service() -> Service | None:
    """Return the service that is configured, OSRM first."""
    if settings.JC_OSRM_URL:
        return Service("osrm", settings.JC_OSRM_URL)
    if settings.JC_VALHALLA_URL:
        return Service("valhalla", settings.JC_VALHALLA_URL)
    return None


def ask(starts: Sequence[Place], ends: Sequence[Place]) -> Answer | None:
    """Return what the service says of the clear ways; ``None`` without one. Never raises."""
    found = service()
    if found is None or len(starts) * len(ends) > MOST_CELLS:
        return None
    cells = _kept(found, starts, ends)
    missing = [i for i, row in enumerate(cells) if any(cell is None for cell in row)]
    if missing and breaker.lets(found.key):
        _fill(found, starts, ends, missing, cells)
    return Answer(found.by, cells)


def _fill(
    found: Service,
    starts: Sequence[Place],
    ends: Sequence[Place],
    missing: list[int],
    cells: Cells,
) -> None:
    """Ask for the rows that are not all known, block by block, until the time is up."""
    deadline = time.monotonic() + settings.JC_ROUTER_TIMEOUT_S
    news: list[tuple[Place, Place, Clear]] = []
    for i in range(0, len(missing), BLOCK):
        rows = missing[i : i + BLOCK]
        for first in range(0, len(ends), BLOCK):
            to = ends[first : first + BLOCK]
            try:
                got = _asked(found, [starts[row] for row in rows], to, deadline)
            except Exception as failure:  # noqa: BLE001  whatever a stranger's server does
                breaker.failed(found.key)
                logger.warning("%s does not answer: %s", found.by, type(failure).__name__)
                _keep(found, news)
                return
            for row, line in zip(rows, got, strict=True):
                cells[row][first : first + BLOCK] = line
                news += [
                    (starts[row], end, cell)
                    for end, cell in zip(to, line, strict=True)
                    if cell is not None
                ]
    _keep(found, news)


def _asked(
    found: Service, starts: Sequence[Place], ends: Sequence[Place], deadline: float
) -> Cells:
    asks, reads = {
        "osrm": (osrm_question, osrm_answer),
        "valhalla": (valhalla_question, valhalla_answer),
    }[found.by]
    left = max(deadline - time.monotonic(), 0.01)
    # In a thread: a server that sends a byte now and then would outlive any socket timeout.
    raw = _threads.submit(_fetch, asks(found.url, starts, ends), left).result(timeout=left)
    return reads(raw, len(starts), len(ends))


class _NoRedirect(HTTPRedirectHandler):
    """A routing service answers itself."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Refuse to be sent elsewhere."""


def _fetch(question: Question, seconds: float) -> bytes:
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    if not question.url.startswith(("http://", "https://")):
        raise ValueError("a routing service has an http address")
    request = Request(question.url, data=question.body, headers=headers)  # noqa: S310  checked above
    end = time.monotonic() + seconds
    raw = bytearray()
    with build_opener(_NoRedirect).open(request, timeout=seconds) as response:
        while part := response.read1(1 << 16):
            raw += part
            if len(raw) > MOST_BYTES or time.monotonic() > end:
                raise ValueError("too long an answer")
    return bytes(raw)


def _name(place: Place) -> str:
    return f"{place[0]:.4f},{place[1]:.4f}"


def _kept(found: Service, starts: Sequence[Place], ends: Sequence[Place]) -> Cells:
    """Return what is remembered. One query."""
    rows = ClearWay.objects.filter(
        router=found.key,
        start__in={_name(place) for place in starts},
        end__in={_name(place) for place in ends},
        asked_at__gt=now() - timedelta(hours=settings.JC_ROUTER_KEEP_H),
    )
    known = {
        (start, end): Clear(minutes, km)
        for start, end, minutes, km in rows.values_list("start", "end", "minutes", "km")
    }
    to = [_name(place) for place in ends]
    return [[known.get((_name(start), end)) for end in to] for start in starts]


def _keep(found: Service, news: list[tuple[Place, Place, Clear]]) -> None:
    """Remember answers after commit: a long transaction holds no lock on them."""
    if not news:
        return
    at = now()
    rows = {
        (_name(start), _name(end)): ClearWay(
            router=found.key,
            start=_name(start),
            end=_name(end),
            minutes=cell.minutes,
            km=cell.km,
            asked_at=at,
        )
        for start, end, cell in news
    }

    transaction.on_commit(lambda: keep([rows[key] for key in sorted(rows)]), robust=True)
