"""Leaders' instructions and the phone log, for machines."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.messaging.actions import (
    answer_instruction,
    close_instruction,
    forward_instruction,
    give_instruction,
    handle_call,
    log_call,
)
from incidents.messaging.api import serializers as shapes
from incidents.messaging.selectors import calls, instructions


class Instructions(ApiView):
    """``/api/instructions/``."""

    @extend_schema(
        operation_id="instructions_list",
        parameters=[shapes.IncidentQuery],
        responses=shapes.InstructionsAnswer,
    )
    def get(self, request: PersonRequest) -> Response:
        """List the leaders' instructions in sight, newest first."""
        given = self.read_query(shapes.IncidentQuery)
        return Response(instructions.listed(request.user, **given))

    @extend_schema(
        operation_id="instructions_give",
        request=shapes.InstructInput,
        responses={HTTP_201_CREATED: shapes.InstructionAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Record what a leader instructed, and forward it."""
        made = give_instruction(actor=request.user, **self.read(shapes.InstructInput))
        return Response(_instruction(made.pk, request), status=HTTP_201_CREATED)


class OneInstruction(ApiView):
    """``/api/instructions/<id>/``."""

    @extend_schema(operation_id="instructions_read", responses=shapes.InstructionAnswer)
    def get(self, request: PersonRequest, instruction_id: UUID) -> Response:
        """Return one instruction with its feedback."""
        return Response(_instruction(instruction_id, request))


class ForwardInstruction(ApiView):
    """``/api/instructions/<id>/forward/``."""

    @extend_schema(
        operation_id="instructions_forward",
        request=shapes.ForwardInput,
        responses=shapes.InstructionAnswer,
    )
    def post(self, request: PersonRequest, instruction_id: UUID) -> Response:
        """Send it to those who must act on it."""
        given = self.read(shapes.ForwardInput)
        forward_instruction(actor=request.user, instruction_id=instruction_id, **given)
        return Response(_instruction(instruction_id, request))


class AnswerInstruction(ApiView):
    """``/api/instructions/<id>/answer/``."""

    @extend_schema(
        operation_id="instructions_answer",
        request=shapes.FeedbackInput,
        responses=shapes.InstructionAnswer,
    )
    def post(self, request: PersonRequest, instruction_id: UUID) -> Response:
        """Write down feedback."""
        given = self.read(shapes.FeedbackInput)
        answer_instruction(actor=request.user, instruction_id=instruction_id, **given)
        return Response(_instruction(instruction_id, request))


class CloseInstruction(ApiView):
    """``/api/instructions/<id>/close/``."""

    @extend_schema(
        operation_id="instructions_close",
        request=shapes.CloseInput,
        responses=shapes.InstructionAnswer,
    )
    def post(self, request: PersonRequest, instruction_id: UUID) -> Response:
        """Close it."""
        given = self.read(shapes.CloseInput)
        close_instruction(actor=request.user, instruction_id=instruction_id, **given)
        return Response(_instruction(instruction_id, request))


class Calls(ApiView):
    """``/api/calls/``."""

    @extend_schema(
        operation_id="calls_list",
        parameters=[shapes.IncidentQuery],
        responses=shapes.CallsAnswer,
    )
    def get(self, request: PersonRequest) -> Response:
        """List the phone log in sight; callers are shown to the desk that took the call."""
        return Response(calls.listed(request.user, **self.read_query(shapes.IncidentQuery)))

    @extend_schema(
        operation_id="calls_log",
        request=shapes.CallInput,
        responses={HTTP_201_CREATED: shapes.CallAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Write a call down."""
        made = log_call(actor=request.user, **self.read(shapes.CallInput))
        return Response(_call(made.pk, request), status=HTTP_201_CREATED)


class HandleCall(ApiView):
    """``/api/calls/<id>/handle/``."""

    @extend_schema(
        operation_id="calls_handle", request=shapes.HandleInput, responses=shapes.CallAnswer
    )
    def post(self, request: PersonRequest, call_id: UUID) -> Response:
        """Fill in what came of it."""
        handle_call(actor=request.user, call_id=call_id, **self.read(shapes.HandleInput))
        return Response(_call(call_id, request))


def _instruction(key: UUID, request: PersonRequest) -> dict[str, Any]:
    return asdict(instructions.seen(key, request.user))


def _call(key: UUID, request: PersonRequest) -> dict[str, Any]:
    return calls.flat(calls.seen(key, request.user))
