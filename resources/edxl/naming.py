"""What a message names: by the identity of an earlier one, ours or one taken in."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import Conflict, NotThere
from command.core.models import Entry, Person
from command.core.policies import rooms_visible_to
from resources.edxl.message import Message
from resources.edxl.reading import fault
from resources.loans.models import ReceivedMessage
from resources.loans.selectors import loans_open_to
from resources.models import Deployment, ResourceOffer, ResourceRequest
from resources.selectors import deployments_open_to, offers_open_to, requests_open_to

URN = "urn:uuid:"


def request_named(actor: Person, message: Message) -> ResourceRequest:
    """Return the request that a message follows. Raises ``NotThere``."""
    for name in (message.recalls, message.originating, message.preceding):
        named = _named(actor, name).get("request")
        found = requests_open_to(actor).filter(pk=named).first() if named else None
        if found is not None:
            return found
    raise NotThere(_("The message names no request that you see."))


def offer_named(actor: Person, message: Message) -> ResourceOffer:
    """Return the offer that a message follows. Raises ``NotThere``."""
    for name in (message.recalls, message.preceding, message.originating):
        named = _named(actor, name).get("offer")
        found = offers_open_to(actor).filter(pk=named).first() if named else None
        if found is not None:
            return found
    raise NotThere(_("The message names no offer that you see."))


def deployment_named(actor: Person, message: Message) -> Deployment:
    """Return the deployment that a message follows. Raises ``NotThere``."""
    named = _named(actor, message.recalls or message.preceding)
    key_of = named.get("deployment")
    if key_of is None and "loan" in named:
        loan = loans_open_to(actor).filter(pk=named["loan"]).first()
        key_of = str(loan.deployment_id) if loan is not None else None
    if key_of is not None:
        loan_sees = loans_open_to(actor).filter(deployment=key_of).exists()
        found = deployments_open_to(actor).filter(pk=key_of).first()
        if found is None and loan_sees:
            found = Deployment.objects.filter(pk=key_of).first()
        if found is not None:
            return found
    raise NotThere(_("The message follows nothing that was sent out and that you see."))


def same_world(message: Message, exercise: UUID | None) -> None:
    """Raise ``Conflict`` where a drill's message names something real, or the reverse."""
    if message.drill != (exercise is not None):
        raise Conflict(_("An exercise uses its own forces, and reality its own."))


def key(element: str, told: str) -> UUID:
    """Return a key of ours. Raises ``Invalid``."""
    try:
        return UUID(told.removeprefix(URN))
    except ValueError:
        fault(element, _("it is not a key of ours"))


def _named(actor: Person, name: str) -> dict[str, Any]:
    """Return what a MessageID is about: ``{"request": …}`` and so on; empty if unknown."""
    received = ReceivedMessage.objects.filter(message_id=name, is_taken=True)
    mine = received.filter(origin=actor.origin).first()
    if mine is not None:
        kind, _dot, about = mine.about.partition(".")
        return {kind: about}
    if not name.startswith(URN):
        return {}
    try:
        entry_id = UUID(name.removeprefix(URN))
    except ValueError:
        return {}
    entry = Entry.objects.filter(pk=entry_id).first()
    if entry is None or not _may_read(actor, entry):
        return {}
    told = entry.payload
    return {
        kind: told[f"{kind}_id"]
        for kind in ("request", "offer", "deployment", "loan")
        if f"{kind}_id" in told
    }


def _may_read(actor: Person, entry: Entry) -> bool:
    if rooms_visible_to(actor).filter(key=entry.room_id).exists():
        return True
    # Whoever was asked reads the request, also where they do not see the incident.
    asked = entry.payload.get("request_id")
    return bool(asked) and requests_open_to(actor).filter(pk=asked).exists()
