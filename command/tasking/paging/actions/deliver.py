"""Bringing pages out: claimed here, carried outside any transaction, settled here.

A worker that is killed in between leaves the page with a lease that runs out; another then
sends it again under the same key, and the other side drops the double.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.timezone import now

from command.core import journal
from command.core.doors import door
from command.core.events import Event, Fact
from command.core.models import Person
from command.core.times import clock
from command.tasking.paging.events import PageFailed, PageRefused, PageSent
from command.tasking.paging.models import DeviceSecret, Outcome, PageAttempt, PageState
from command.tasking.paging.parcel import Parcel, Result
from command.tasking.paging.selectors.cards import changed
from command.tasking.paging.selectors.parcels import claim_due, parcels_of

LEASE: Final = timedelta(seconds=60)
FIRST_WAIT_S, LONGEST_WAIT_S, MOST_TRIES = 4.0, 120.0, 6
FACTS: Final[dict[str, type[PageSent] | type[PageFailed] | type[PageRefused]]] = {
    Outcome.SENT: PageSent,
    Outcome.FAILED: PageFailed,
    Outcome.REFUSED: PageRefused,
}
Status = PageState.Status


@door
def claim_pages(*, actor: Person | None, limit: int = 40) -> list[Parcel]:
    """Take up to ``limit`` due pages under a lease; return all that it takes to send them."""
    states = claim_due(limit)
    if not states:
        return []
    until = clock() + LEASE
    for state in states:
        state.tries += 1
        state.due_at = until
    PageState.objects.bulk_update(states, ["tries", "due_at"])
    return parcels_of(states)


@door
def settle_pages(*, actor: Person | None, results: Sequence[Result]) -> int:
    """Record what became of parcels; return how many. One whose lease was lost is left out.

    A failure that may pass is tried again, later each time; else the next channel is.
    """
    states = _still_held(results)
    at = clock()
    mine = [result for result in results if result.parcel.page in states]
    attempts = []
    for result in mine:
        state = states[result.parcel.page]
        attempts.append(_attempt(state, result))
        _move(state, result, at)
    for attempt in attempts:
        attempt.claim()
    PageAttempt.objects.bulk_create(attempts)
    PageState.objects.bulk_update(
        states.values(),
        ["status", "channel", "tries", "due_at", "code", "text", "phone", "at"],
    )
    _mark_devices(mine)
    tell([state for state in states.values() if state.due_at is None], actor)
    return len(mine)


def tell(ended: Iterable[PageState], actor: Person | None) -> None:
    """Record what became of pages, one fact for all that are alike; for doors."""
    alike: defaultdict[tuple[str, ...], list[PageState]] = defaultdict(list)
    for state in ended:
        page = state.page
        alike[page.room, state.status, state.channel, state.code, page.subject].append(state)
    journal.hold(*{key[0] for key in alike})
    by_room: defaultdict[str, list[Fact]] = defaultdict(list)
    for (room, status, channel, code, subject), states in alike.items():
        event: Event = FACTS[status](
            subject=subject, channel=channel, code=code, people=len(states)
        )
        by_room[room].append(Fact(event, changed(states)))
    for room, facts in sorted(by_room.items()):
        journal.append_all(facts, room=room, actor=actor)


def end(state: PageState, status: str) -> None:
    """Bring a page to its end: what it took to send it is destroyed."""
    state.status, state.due_at = status, None
    state.text = state.phone = ""


def _still_held(results: Sequence[Result]) -> dict[UUID, PageState]:
    """Return the pages that the worker still has, locked: its own try and channel."""
    own = {one.parcel.page: (one.parcel.channel, one.parcel.tries) for one in results}
    rows = PageState.objects.select_for_update(of=("self",)).filter(
        pk__in=own, status=Status.QUEUED
    )
    found = rows.select_related("page").order_by("pk")
    return {row.pk: row for row in found if own[row.pk] == (row.channel, row.tries)}


def _attempt(state: PageState, result: Result) -> PageAttempt:
    return PageAttempt(
        page=state.page,
        channel=result.parcel.channel,
        outcome=result.outcome,
        code=result.code,
        gateway_id=result.gateway_id,
        at=now(),
    )


def _move(state: PageState, result: Result, at: datetime) -> None:
    state.code, state.at = result.code, now()
    if result.outcome != Outcome.FAILED:
        end(state, result.outcome)
        return
    if result.again and state.tries < MOST_TRIES:
        wait_s = min(FIRST_WAIT_S * 2 ** (state.tries - 1), LONGEST_WAIT_S)
        state.due_at = at + timedelta(seconds=max(wait_s, result.wait_s))
        return
    channels = list(state.page.channels)
    later = channels[channels.index(state.channel) + 1 :]
    if later:
        state.channel, state.tries, state.due_at = later[0], 0, at
    else:
        end(state, Status.FAILED)


def _mark_devices(results: Iterable[Result]) -> None:
    reached = [device for result in results for device in result.reached]
    gone = [device for result in results for device in result.gone]
    if reached:
        DeviceSecret.objects.filter(pk__in=reached).update(reached_at=now())
    if gone:
        DeviceSecret.objects.filter(pk__in=gone).update(
            gone_at=now(), endpoint="", p256dh="", auth=""
        )
