"""The channels of the messages page: what each person may open."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from incidents import selectors as incidents
from incidents.messaging.models import Message

Channel = Message.Channel


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as the page names it: ``joint``, ``city:<code>``, ``incident:<id>``, …."""

    key: str
    label: str
    detail: str
    url: str
    channel: str
    region: str = ""
    incident: str = ""


def places(person: Person) -> list[Place]:
    """Return the channels ``person`` may open: joint, their cities, open incidents, people."""
    found = [Place("me", _("Addressed to me"), "", _url("me"), "")]
    scopes = scopes_of(person)
    if scopes:
        found.append(Place("joint", _("Joint command"), "", _url("joint"), Channel.JOINT))
    codes = {regions.city_of(scope) for scope in scopes}
    cities = regions.CITIES if regions.REGION in codes else tuple(sorted(codes))
    for code in cities:
        key = f"city:{code}"
        found.append(Place(key, regions.name(code), "", _url(key), Channel.CITY, region=code))
    for row in incidents.open_to(person)[:20]:
        key = f"incident:{row.pk}"
        found.append(
            Place(key, row.title, row.number, _url(key), Channel.INCIDENT, incident=str(row.pk))
        )
    found.append(Place("person", _("Person to person"), "", _url("person"), Channel.PERSON))
    return found


def place_of(person: Person, key: str) -> Place:
    """Return the channel that was asked for. Raises ``NotThere`` when it is not theirs."""
    found = places(person)
    if not key:
        return found[1] if len(found) > 2 else found[0]
    for place in found:
        if place.key == key:
            return place
    kind, _colon, rest = key.partition(":")
    if kind == "incident":  # one that has ended, or is far down the list
        try:
            row = incidents.seen(UUID(rest), person)
        except ValueError:
            raise NotThere(_("There is no such channel.")) from None
        return Place(
            key, row.title, row.number, _url(key), Channel.INCIDENT, incident=str(row.pk)
        )
    raise NotThere(_("There is no such channel."))


def of_incident(person: Person, incident_id: UUID) -> Place:
    """Return the channel of an incident."""
    return place_of(person, f"incident:{incident_id}")


def _url(key: str) -> str:
    return f"{reverse('messages')}?{urlencode({'at': key})}"
