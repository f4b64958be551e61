"""The parcel: all that a way out needs to bring one page to one person; no database."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Subscription:
    """One browser that takes pushes."""

    device: UUID
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """One page on one channel, taken for the ``tries``-th time.

    ``key`` is the same whenever it is sent again, so that the other side drops doubles.
    ``person`` is empty for a contact without an account. ``language`` is that of the text.
    """

    key: str
    page: UUID
    channel: str
    tries: int
    person: UUID | None
    exercise: UUID | None
    task: UUID | None
    step: int
    subject: str
    text: str
    language: str
    reference: str = ""
    urgent: bool = False
    url: str = ""
    phone: str = ""
    subscriptions: tuple[Subscription, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a parcel. ``outcome`` is one of ``models.Outcome``.

    ``again`` says that it may be tried again, after ``wait_s`` seconds if the other side
    said so. ``reached`` and ``gone`` are devices.
    """

    parcel: Parcel
    outcome: str
    code: str = ""
    gateway_id: str = ""
    again: bool = False
    wait_s: float = 0.0
    reached: tuple[UUID, ...] = ()
    gone: tuple[UUID, ...] = field(default=())
