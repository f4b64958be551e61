"""What a city keeps back: judged here, by whoever has been entered for it.

The doors that promise or give something away ask before they do; what must stay, and who
may sign for less, is known above.
"""

from collections.abc import Callable
from dataclasses import dataclass

from command.core.models import Person
from incidents.models import Incident
from resources.models import ResourceRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """``quantity`` of ``what`` that a city is about to give to an incident.

    ``request`` is what it answers, if anything. ``is_provisional``: nothing is promised yet;
    ``is_taken``: what is available is less by it already.
    """

    city: str
    what: str
    quantity: int
    incident: Incident
    request: ResourceRequest | None = None
    is_provisional: bool = False
    is_taken: bool = False


Judge = Callable[[Person | None, Giving], None]

_judges: list[Judge] = []


def enter(judge: Judge) -> None:
    """Let ``judge`` refuse what a city may not give away from now on."""
    _judges[:] = [judge]


def judge_giving(actor: Person | None, giving: Giving) -> None:
    """Raise ``Conflict`` when so much may not leave the city without a signature."""
    if giving.quantity > 0:
        for judge in _judges:
            judge(actor, giving)
