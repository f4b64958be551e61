"""The messaging API: read the request, knock at one door, answer."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.messaging.actions import (
    deliver_messages,
    mark_read,
    read_back,
    send_message,
    withdraw_message,
)
from incidents.messaging.api import serializers as shapes
from incidents.messaging.selectors import find, mentions, threads
from incidents.selectors import seen


class Messages(ApiView):
    """``/api/messages/``."""

    @extend_schema(
        operation_id="messages_list",
        parameters=[shapes.MessagesQuery],
        responses=shapes.MessagesAnswer,
    )
    def get(self, request: PersonRequest) -> Response:
        """List the messages in sight, newest first."""
        given = self.read_query(shapes.MessagesQuery)
        part = {name: given.pop(name) for name in ("limit", "offset")}
        return Response(threads.listed(request.user, threads.Wanted(**given), **part))

    @extend_schema(
        operation_id="messages_send",
        request=shapes.SendInput,
        responses={HTTP_201_CREATED: shapes.MessageAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Send a message, or give an order."""
        made = send_message(actor=request.user, **self.read(shapes.SendInput))
        return Response(_card(made.pk, request), status=HTTP_201_CREATED)


class Inbox(ApiView):
    """``/api/messages/inbox/``: what waits for one; asking for it is its delivery."""

    @extend_schema(operation_id="messages_inbox", responses=shapes.MessageAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List what one has not read or read back yet, orders first."""
        deliver_messages(actor=request.user)
        return Response([asdict(card) for card in threads.inbox(request.user)])


class Recipients(ApiView):
    """``/api/messages/recipients/``: whom one may write to."""

    @extend_schema(
        operation_id="messages_recipients",
        parameters=[shapes.FindQuery],
        responses=shapes.CandidateAnswer(many=True),
    )
    def get(self, request: PersonRequest) -> Response:
        """Find people, posts, organisations and desks by what was typed.

        With an incident: only people who see that, whom a note there can name with an @.
        """
        given = self.read_query(shapes.FindQuery)
        words = given["words"]
        if given["incident"] is None:
            return Response([asdict(one) for one in find.candidates(request.user, words)])
        room = seen(given["incident"], request.user).room_id
        found = mentions.mentionable(request.user, words, room)
        return Response([asdict(one) for one in found])


class OneMessage(ApiView):
    """``/api/messages/<id>/``."""

    @extend_schema(operation_id="messages_read", responses=shapes.MessageAnswer)
    def get(self, request: PersonRequest, message_id: UUID) -> Response:
        """Return one message with its receipts."""
        return Response(_card(message_id, request))


class ReadMessage(ApiView):
    """``/api/messages/<id>/read/``."""

    @extend_schema(
        operation_id="messages_mark_read", request=None, responses=shapes.MessageAnswer
    )
    def post(self, request: PersonRequest, message_id: UUID) -> Response:
        """Mark that one has read it."""
        mark_read(actor=request.user, message_id=message_id)
        return Response(_card(message_id, request))


class ReadBack(ApiView):
    """``/api/messages/<id>/read-back/``."""

    @extend_schema(
        operation_id="messages_read_back",
        request=shapes.WordsInput,
        responses=shapes.MessageAnswer,
    )
    def post(self, request: PersonRequest, message_id: UUID) -> Response:
        """Say it back in one's own words."""
        read_back(actor=request.user, message_id=message_id, **self.read(shapes.WordsInput))
        return Response(_card(message_id, request))


class WithdrawMessage(ApiView):
    """``/api/messages/<id>/withdraw/``."""

    @extend_schema(
        operation_id="messages_withdraw",
        request=shapes.MessageWithdrawalInput,
        responses=shapes.MessageAnswer,
    )
    def post(self, request: PersonRequest, message_id: UUID) -> Response:
        """Take it back."""
        given = self.read(shapes.MessageWithdrawalInput)
        withdraw_message(actor=request.user, message_id=message_id, **given)
        return Response(_card(message_id, request))


def _card(message_id: UUID, request: PersonRequest) -> dict[str, Any]:
    return asdict(threads.seen(message_id, request.user))
