"""Whose clock: a phone's time, corrected by how far its clock was off when it sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.utils.timezone import now

from command.field.limits import Limits

MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Sender:
    """The phone that sends a batch. ``ahead`` is by how much its clock is ahead of ours.

    The time on the way counts as the phone being slow, so that a corrected time is a little
    late rather than early; it is never of the future.
    """

    device: UUID
    app_version: str
    ahead: timedelta
    limits: Limits

    @classmethod
    def of(cls, device: UUID, app_version: str, sent_at: datetime, limits: Limits) -> Self:
        """Read the phone's clock off what has just arrived."""
        return cls(device, app_version, sent_at - now(), limits)

    @property
    def ahead_ms(self) -> int:
        """How far the clock is ahead, in milliseconds; negative when it is behind."""
        return self.ahead // MILLISECOND

    def corrected(self, claimed: datetime) -> datetime:
        """Return when something happened by our clock.

        What would be older than a phone may stay away was dated by a clock that meant
        nothing then (a phone that woke up in 1970): it is dated by its arrival.
        """
        at = now()
        try:
            corrected = min(claimed - self.ahead, at)
        except OverflowError:
            return at
        return corrected if at - corrected <= timedelta(days=self.limits.offline_days) else at
