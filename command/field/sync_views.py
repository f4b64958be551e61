"""The phone's endpoints: what it did, what it must know, and its small pictures."""

import logging
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

import orjson
from django.db import DatabaseError
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.response import Response

from command.core import tongues
from command.core.api.views import PersonRequest
from command.core.errors import Invalid, NotThere, Refusal
from command.core.models import Person
from command.core.times import iso
from command.field import state
from command.field.actions import NotYet, Sent, note_phone, receive_operation
from command.field.clock import Sender
from command.field.entrance import BatchParser, FieldView, OtherPerson, PreviewParser, admit
from command.field.limits import Limits
from command.field.operations import first_error
from command.field.shapes import (
    BatchAnswer,
    BatchEnvelope,
    FieldOperationInput,
    FieldPreviewAnswer,
    OperationBatch,
    StateQuery,
)
from incidents.imagery.actions import attach_preview
from incidents.messaging.actions import deliver_messages
from incidents.scene import codes

NOT_MODIFIED = 304
REJECTED = "rejected"
Result = dict[str, Any]
logger = logging.getLogger(__name__)


class Operations(FieldView):
    """``/m0/operations/``: what people did on their phones."""

    parser_classes = (BatchParser,)

    @extend_schema(
        operation_id="field_operations", request=OperationBatch, responses=BatchAnswer
    )
    def post(self, request: PersonRequest) -> Response:
        """Carry out up to 50 acts in the order given, each exactly once and by itself."""
        given = self.read(BatchEnvelope)
        urgent = any(str(each.get("kind")).startswith("help") for each in given["operations"])
        limits = admit(request.user, urgent=urgent)
        if given["person"] not in (None, request.user.pk):
            raise OtherPerson(
                gettext_lazy("Somebody else did this. It waits until they sign in.")
            )
        sender = Sender.of(given["device"], given["version"], given["sent_at"], limits)
        ids = [_id(each) for each in given["operations"]]
        note_phone(actor=request.user, sender=sender, waiting=given["waiting"])
        results = [
            {"id": key, **_carry_out(request.user, each, sender)}
            for key, each in zip(ids, given["operations"], strict=True)
        ]
        return Response(
            {
                "server_time": iso(now()),
                "clock_ahead_ms": sender.ahead_ms,
                "results": results,
            }
        )


class State(FieldView):
    """``/m0/state/``: what the phone must know without a network."""

    @extend_schema(
        operation_id="field_state",
        parameters=[StateQuery],
        responses={200: OpenApiTypes.OBJECT, 304: OpenApiResponse(description="unchanged")},
    )
    def get(self, request: PersonRequest) -> Response:
        """Return orders, contacts, messages and what else concerns the person now."""
        given = self.read_query(StateQuery)
        if given["device"] and given["sent_at"]:
            limits = Limits.of(request.user.origin)
            sender = Sender.of(given["device"], given["version"], given["sent_at"], limits)
            note_phone(actor=request.user, sender=sender, waiting=given["waiting"])
        deliver_messages(actor=request.user)
        known = state.of(request.user)
        tag = f'"{sha256(orjson.dumps(known)).hexdigest()[:24]}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if tag in request.headers.get("If-None-Match", ""):
            return Response(status=NOT_MODIFIED, headers=headers)
        told = {
            "server_time": iso(now()),
            "session_until": iso(state.session_until(request.session)),
            "stamp": tag.strip('"'),
            **known,
        }
        return Response(told, headers=headers)


class Preview(FieldView):
    """``/m0/images/<id>/preview/``: the small picture, before the original."""

    parser_classes = (PreviewParser,)

    @extend_schema(
        operation_id="field_preview",
        request={"image/jpeg": OpenApiTypes.BINARY, "image/webp": OpenApiTypes.BINARY},
        responses=FieldPreviewAnswer,
    )
    def put(self, request: PersonRequest, image_id: UUID) -> Response:
        """Keep the preview of an image that was announced; sent again, it is there already."""
        content = cast("dict[str, bytes]", request.data).get("content", b"")
        try:
            image = attach_preview(actor=request.user, image_id=image_id, content=content)
        except NotThere:
            raise NotYet(gettext_lazy("The image has not been announced yet.")) from None
        return Response({"id": str(image.pk)})


def _id(given: dict[str, Any]) -> str:
    """Return the id of an act. Raises ``Invalid``: without one it cannot be answered."""
    try:
        return str(UUID(str(given.get("id"))))
    except ValueError:
        raise Invalid(
            gettext_lazy("Each act has an id, a UUID."), field="operations.id"
        ) from None


def _carry_out(person: Person, given: dict[str, Any], sender: Sender) -> Result:
    """Carry out one act; what refuses it is said in both languages.

    Nothing is left of a refused act, so it is tried again in the other one: a phone keeps
    the reason, and may be read in another language than it was sent in.
    """
    result = _tried(person, given, sender)
    if result["outcome"] != REJECTED:
        return result
    with override(tongues.other()):
        again = _tried(person, given, sender)
    if again["outcome"] != REJECTED:  # what stood in the way has gone
        return again
    reason, reason_en = tongues.pair(result["reason"], again["reason"])
    return {**result, "reason": reason, "reason_en": reason_en}


def _tried(person: Person, given: dict[str, Any], sender: Sender) -> Result:
    """Try one act; whatever goes wrong with it stays with it."""
    form = FieldOperationInput(data=given)
    if not form.is_valid():
        name, words = first_error(form.errors)
        return _refused(REJECTED, words, name)
    told = {**form.validated_data, "base_version": form.validated_data["base_version"] or ""}
    try:
        answer = receive_operation(actor=person, sent=Sent(**told), sender=sender)
    except NotYet as refusal:
        return _refused("waiting", str(refusal.message))
    except Refusal as refusal:
        return _refused(REJECTED, str(refusal.message), str(refusal.detail.get("field", "")))
    except DatabaseError:
        # A lock, a race, a lost connection: the phone sends it again, the rest goes on.
        logger.warning("an act of a phone is to be sent again", exc_info=True)
        return _refused("waiting", _("The database does not answer. Try again."))
    except Exception:
        # A fault of ours must neither lose the act nor stop what comes after it.
        logger.exception("an act of a phone failed")
        return _refused("waiting", _("The server failed on this. It will be tried again."))
    return {
        "outcome": answer.outcome,
        "code": codes.shown(answer.code),
        "reason": answer.reason,
        "reason_en": answer.reason_en,
        "field": "",
        "at": iso(answer.at),
        "result": answer.result,
    }


def _refused(outcome: str, reason: str, field: str = "") -> Result:
    return {
        "outcome": outcome,
        "code": "",
        "reason": reason,
        "reason_en": reason,
        "field": field,
        "at": None,
        "result": {},
    }
