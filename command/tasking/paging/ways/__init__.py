"""The ways out: web push, and the gateways for SMS and voice. Only the guard uses them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Protocol

from command.tasking.paging.models import Channel, Outcome
from command.tasking.paging.parcel import Parcel, Result
from command.tasking.paging.ways import gateway, push

AT_ONCE: Final = 8
NOT_SET_UP: Final = "not_set_up"
# The other side was not heard at all: the rest of a batch need not wait for it in turn.
SILENT: Final = frozenset({gateway.TIMEOUT, gateway.NO_CONNECTION})
Mark = Callable[[Parcel, str], str]


class Way(Protocol):
    """One way out."""

    def is_set_up(self) -> bool:
        """Return whether it is configured."""

    def carry(self, parcel: Parcel, mark: Mark) -> Result:
        """Bring one parcel out. Never raises."""


WAYS: Final[dict[str, Way]] = {
    Channel.PUSH: push.WebPush(),
    Channel.SMS: gateway.Gateway(Channel.SMS),
    Channel.VOICE: gateway.Gateway(Channel.VOICE),
}


def is_set_up(channel: str) -> bool:
    """Return whether a channel is configured."""
    return WAYS[channel].is_set_up()


def carry(parcels: Sequence[Parcel], mark: Mark) -> list[Result]:
    """Bring parcels out, several at once; for the guard alone."""
    silent: set[str] = set()

    def one(parcel: Parcel) -> Result:
        way = WAYS[parcel.channel]
        if not way.is_set_up():
            return Result(parcel, Outcome.FAILED, NOT_SET_UP)
        if parcel.channel in silent:
            return Result(parcel, Outcome.FAILED, gateway.NO_CONNECTION, again=True)
        result = way.carry(parcel, mark)
        if result.code in SILENT:
            silent.add(parcel.channel)
        return result

    if not parcels:
        return []
    with ThreadPoolExecutor(min(AT_ONCE, len(parcels)), "way-out") as threads:
        return list(threads.map(one, parcels))
