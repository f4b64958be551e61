"""Shapes of the paging API."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from command.tasking.paging.selectors.cards import PageCard
from command.tasking.paging.selectors.channels import ChannelCard
from command.tasking.paging.selectors.shown import PushDeviceCard

ChannelAnswer = shape_of(ChannelCard)
DeviceAnswer = shape_of(PushDeviceCard)
PageAnswer = shape_of(PageCard)
KEY = r"^[0-9a-f-]{36}\.(push|sms|voice)\Z"


class PagingAnswer(Serializer[Any]):
    """The ways out, and the key that a browser subscribes with; empty when not set up."""

    channels = ChannelAnswer(many=True)
    push_key = serializers.CharField(allow_blank=True)


class KeysInput(Strict):
    """The keys of a subscription, in base64 for addresses."""

    p256dh = serializers.CharField(max_length=100)
    auth = serializers.CharField(max_length=40)


class SubscribeInput(Strict):
    """What a browser says of its subscription (``PushSubscription.toJSON()``), and its name."""

    endpoint = serializers.CharField(max_length=600)
    keys = KeysInput()
    label = serializers.CharField(  # type: ignore[assignment]  # a field of that name
        max_length=60, allow_blank=True, default=""
    )


class CalledPhoneInput(Strict):
    """One's own telephone."""

    phone = serializers.CharField(max_length=30)


class PagingReceiptInput(Strict):
    """What became of a message: the key under which it came, and whether it arrived."""

    key = serializers.RegexField(KEY, help_text="the key of the message, as it was given")
    status = serializers.ChoiceField(["delivered", "failed"])
