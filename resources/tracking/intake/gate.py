"""Who sends: keys are known here, comings and refusals counted."""

import hmac
from hashlib import sha256
from typing import ClassVar

from django.utils.translation import gettext as _

from command.core.errors import Refusal
from command.core.gate import Kind, come, count_all, forget
from command.core.models import Exercise, Person
from resources.tracking.lifecycle import Why
from resources.tracking.limits import Limits
from resources.tracking.models import Device

ENTRANCE = "positions"


class TooFast(Refusal):
    """More was sent in a minute than is taken."""

    status: ClassVar[int] = 429
    code: ClassVar[str] = "too_fast"


class Refused(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """An intake took nothing; ``status`` is the HTTP status to answer with."""

    def __init__(self, why: Why, device: Device | None = None, status: int = 400) -> None:
        """Refuse with a reason."""
        super().__init__(why)
        self.why, self.device, self.status = why, device, status


def admit_person(person: Person) -> None:
    """Count a batch of somebody's phone. Raises ``TooFast``."""
    if come(f"person.{person.pk}") > Limits.of(person.origin).per_minute:
        raise TooFast(_("Too many reports in one minute. Send them together."))


def tally(device: Device | None, why: Why, count: int = 1) -> None:
    """Count what was taken or refused."""
    kind = Kind(None, device.exercise_id if device else None, why.value)
    count_all(ENTRANCE, device.pk if device else None, {kind: count})


def forget_old() -> int:
    """Drop the counts whose time is over; return how many."""
    return forget(ENTRANCE, Limits.of().tally_days)


def known(name: str, secret: str | None) -> Device:
    """Return the device of that name (or uid) if the secret is its own.

    The secret may stand behind the name: ``150200-7F3K2Q.secret``, because the clients
    of cheap trackers have one field only. Raises ``Refused``.
    """
    if secret is None:
        name, _dot, secret = name.partition(".")
    digest = digest_of(secret)
    for device in named(name):
        if hmac.compare_digest(bytes(device.secret), digest):
            return admitted(device)
    raise Refused(Why.UNKNOWN, status=403)


def named(name: str) -> list[Device]:
    """Return the devices that go by a name: their own, or the uid they give themselves."""
    if not name or len(name) > 80 or not name.isprintable():
        return []
    rows = Device.objects.filter(ident=name) | Device.objects.filter(uid=name)
    return list(rows.select_related("exercise")[:8])


def admitted(device: Device) -> Device:
    """Return a device that may speak now. Raises ``Refused``."""
    over = device.exercise is not None and device.exercise.state != Exercise.State.RUNNING
    if not device.enabled or over:
        raise Refused(Why.DISABLED, device, status=403)
    if come(f"device.{device.pk}") > Limits.of(device.origin).per_minute:
        raise Refused(Why.TOO_FAST, device, status=429)
    return device


def digest_of(secret: str) -> bytes:
    """Return what is kept of a secret."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
