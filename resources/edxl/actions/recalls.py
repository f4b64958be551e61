"""What was told is taken back: the doors that a message with MessageRecall Cancel knocks at."""

from collections.abc import Callable
from types import MappingProxyType
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.models import Person
from resources.actions import (
    recall_deployment,
    withdraw_answer,
    withdraw_offer,
    withdraw_request,
)
from resources.edxl.kinds import CANCEL, UPDATE, Kind
from resources.edxl.message import Message
from resources.edxl.naming import (
    deployment_named,
    offer_named,
    request_named,
    same_world,
)
from resources.edxl.reading import fault

Done = tuple[str, UUID | None]  # what it was, and the exercise it belongs to


def is_recall(message: Message) -> bool:
    """Return whether a message takes an earlier one back; a new answer only replaces one.

    Raises ``Invalid`` for a kind that is not taken back by a message.
    """
    if not message.recalls or (message.recall, message.kind) == (UPDATE, Kind.RESPONSE):
        return False
    if message.recall != CANCEL or message.kind not in RECALLED:
        fault("MessageRecall", _("this is taken back on the page, not by a message"))
    return True


def _request(actor: Person, message: Message) -> Done:
    request = request_named(actor, message)
    same_world(message, request.exercise_id)
    withdraw_request(actor=actor, request_id=request.pk, reason=_why(message))
    return f"request.{request.pk}", request.exercise_id


def _answer(actor: Person, message: Message) -> Done:
    request = request_named(actor, message)
    same_world(message, request.exercise_id)
    withdraw_answer(actor=actor, request_id=request.pk, city=actor.origin, reason=_why(message))
    return f"request.{request.pk}", request.exercise_id


def _commit(actor: Person, message: Message) -> Done:
    deployment = deployment_named(actor, message)
    same_world(message, deployment.exercise_id)
    recall_deployment(actor=actor, deployment_id=deployment.pk, reason=_why(message))
    return f"deployment.{deployment.pk}", deployment.exercise_id


def _offer(actor: Person, message: Message) -> Done:
    offer = offer_named(actor, message)
    same_world(message, offer.exercise_id)
    withdraw_offer(actor=actor, offer_id=offer.pk, reason=_why(message))
    return f"offer.{offer.pk}", offer.exercise_id


def _why(message: Message) -> str:
    replied = message.lines[0].reply
    return (replied.reason if replied else "") or message.description[:200]


RECALLED: MappingProxyType[Kind, Callable[[Person, Message], Done]] = MappingProxyType(
    {
        Kind.REQUEST: _request,
        Kind.RESPONSE: _answer,
        Kind.COMMIT: _commit,
        Kind.OFFER: _offer,
    }
)
