"""From an alarm to a deed in one step: an incident, a warning, a plan, all filled in.

This room knows the first two; upper floors enter what they can do about an alarm in their
``apps.py``. Nothing is done here: every deed leads to the form in which a person decides.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from incidents.prefill import Filled

if TYPE_CHECKING:  # rooms enter their things before the tables are ready
    from command.core.models import Person
    from incidents.models import Incident

REF = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that can be done about an alarm: ``word`` is on the button."""

    key: str
    title: str
    word: str
    address: str
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    order: int = 50
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """An alarm as a deed sees it: what it fills in, and the incident it belongs to."""

    filled: Filled
    event_type: str
    region: str | None
    incident: "Incident | None"
    exercise: UUID | None


Provider = Callable[[Asked, "Person"], Iterable[Deed]]
PROVIDERS: list[Provider] = []


def enter(provider: Provider) -> None:
    """Let a floor say what it can do about an alarm; entering it twice is once."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)


def deeds_of(asked: Asked, person: "Person") -> list[Deed]:
    """Return what a person can do about an alarm, in the order of the page."""
    found = [deed for provider in PROVIDERS for deed in provider(asked, person)]
    return sorted(found, key=lambda deed: deed.order)


def link(name: str, ref: str, then: str = "") -> str:
    """Return the address of a form that is to be filled in from a thing."""
    onward = f"&then={then}" if then else ""
    return f"{reverse(name)}?of={ref}{onward}"
