"""The whole chain of a request or an offer, told from the journal, cut to what one may see."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from command.core.models import Entry, Person
from command.core.policies import may_follow
from incidents.models import Incident
from resources.edxl.facts import MAKERS
from resources.edxl.following import Chain, message_of
from resources.edxl.message import Message
from resources.loans.models import Loan
from resources.loans.selectors import loans_open_to, sides_of
from resources.loans.selectors.reading import rooms_of
from resources.models import Deployment, ResourceRequest
from resources.selectors import offer_card_of, request_card_of


def of_request(request_id: UUID, person: Person) -> tuple[list[Message], Incident, str]:
    """Return the messages of a request, oldest first, its incident and its number.

    Raises ``NotThere`` when hidden or missing. Whoever was asked without seeing the
    incident reads what was asked and what their own city did.
    """
    card = request_card_of(request_id, person)
    request = ResourceRequest.objects.select_related("incident").get(pk=request_id)
    incident = request.incident
    assert incident is not None
    deployments = list(
        Deployment.objects.filter(request=request_id).values_list("pk", flat=True)
    )
    about = Q(payload__request_id=str(request_id)) | _any("deployment_id", deployments)
    entries = Entry.objects.filter(about, room=incident.room_id, kind__in=MAKERS)
    if not may_follow(person, incident.room_id):
        entries = entries.filter(authority__in=[*sides_of(person), request.origin])
    loans = list(loans_open_to(person).filter(deployment__in=deployments))
    told = _told([*entries.select_related("room"), *_of_loans(loans)], incident, loans)
    return told, incident, card.number


def of_offer(offer_id: UUID, person: Person) -> tuple[list[Message], Incident, str]:
    """Return the messages of an offer. Raises ``NotThere`` when hidden or missing."""
    card = offer_card_of(offer_id, person)
    assert card.incident is not None
    incident = Incident.objects.get(pk=card.incident)
    entries = Entry.objects.filter(
        payload__offer_id=str(offer_id), room=incident.room_id, kind__in=MAKERS
    )
    return _told(entries, incident, []), incident, card.number


def _of_loans(loans: list[Loan]) -> Iterable[Entry]:
    """Yield what was asked and answered about loans; both rooms hold it, one is read."""
    for loan in loans:
        room = rooms_of(loan.origin, loan.borrower, loan.exercise_id)[0]
        yield from Entry.objects.filter(
            payload__loan_id=str(loan.pk), room=room, kind__in=MAKERS
        )


def _told(entries: Iterable[Entry], incident: Incident, loans: list[Loan]) -> list[Message]:
    chain = Chain()
    found = []
    for entry in sorted(entries, key=lambda one: (one.recorded_at, one.seq)):
        for loan in loans:
            chain.follow(str(loan.pk), str(loan.deployment_id))
        message = message_of(entry, incident, chain)
        if message is not None:
            found.append(message)
    return found


def _any(name: str, keys: list[UUID]) -> Q:
    return Q(**{f"payload__{name}__in": [str(key) for key in keys]})
