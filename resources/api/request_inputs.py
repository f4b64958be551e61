"""Shapes of what the API of requests and offers takes."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.paging import PageInput
from command.core.api.serializers import CODE
from resources.actions.what import MOST as MOST_ASKED
from resources.api.serializers import capabilities_field, sensible
from resources.lifecycle import Answer, RequestStatus


class RequestsQuery(PageInput):
    """Which requests, of those in sight."""

    incident = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(RequestStatus.choices, required=False)


class RequestInput(Serializer[Any]):
    """What is needed: a kind of team or a supply, and of whom it is asked."""

    incident_id = serializers.UUIDField()
    what = serializers.CharField(
        max_length=8, help_text="A kind of team (FIRE, MED …) or the code of a supply."
    )
    quantity = serializers.IntegerField(min_value=1, max_value=MOST_ASKED)
    unit = serializers.CharField(max_length=16, allow_blank=True, default="")
    asked = serializers.ListField(
        child=serializers.RegexField(CODE), min_length=1, max_length=5
    )
    need_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    capabilities = capabilities_field()
    place = serializers.CharField(max_length=120, allow_blank=True, default="")
    needed_by = serializers.DateTimeField(
        required=False, allow_null=True, default=None, validators=[sensible]
    )


class AnswerInput(Serializer[Any]):
    """A city's answer: how much, and why when it is not simply accepted."""

    city = serializers.RegexField(CODE)
    answer = serializers.ChoiceField(Answer.choices)
    quantity = serializers.IntegerField(min_value=0, max_value=MOST_ASKED, default=0)
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class WithdrawInput(Serializer[Any]):
    """Why it is no longer needed."""

    reason = serializers.CharField(max_length=200)


class OfferInput(Serializer[Any]):
    """What is offered for an incident."""

    incident_id = serializers.UUIDField()
    what = serializers.CharField(max_length=8)
    quantity = serializers.IntegerField(min_value=1, max_value=MOST_ASKED)
    unit = serializers.CharField(max_length=16, allow_blank=True, default="")
    remark = serializers.CharField(max_length=200, allow_blank=True, default="")


class OfferAnswerInput(Serializer[Any]):
    """Whether the offer is accepted, and why not."""

    is_accepted = serializers.BooleanField()
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")
