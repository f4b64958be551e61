"""Shapes of the ground floor's API."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.models import Duty

CODE = r"^[0-9]{6}\Z"
ROOM = r"^[A-Za-z0-9._-]{1,100}\Z"


class ReasonInput(Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=200)


class RegisterInput(Serializer[Any]):
    """A new account."""

    username = serializers.CharField(max_length=40, help_text="With the code: 150600.lihui")
    name = serializers.CharField(max_length=40)
    password = serializers.CharField(max_length=256, trim_whitespace=False, write_only=True)
    language = serializers.ChoiceField(["zh-hans", "en"], default="zh-hans")


class LanguageInput(Serializer[Any]):
    """The language in which one reads."""

    language = serializers.ChoiceField(["zh-hans", "en"])


class GrantInput(Serializer[Any]):
    """A post over a region or over one room: exactly one of the two."""

    person_id = serializers.UUIDField()
    post = serializers.ChoiceField(Duty.Post.choices)
    region = serializers.RegexField(CODE, required=False, allow_null=True, default=None)
    room = serializers.RegexField(ROOM, required=False, allow_null=True, default=None)
    starts_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    ends_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class ShareInput(Serializer[Any]):
    """Sight of a room for another authority."""

    grantee = serializers.RegexField(CODE)
    reason = serializers.CharField(max_length=200)
    ends_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class SinceInput(Serializer[Any]):
    """Which entries: those after ``since``, at most ``limit``."""

    since = serializers.IntegerField(min_value=0, max_value=2**53, default=0)
    limit = serializers.IntegerField(min_value=1, max_value=500, default=100)


class RegionQuery(Serializer[Any]):
    """Which regions: those below ``parent``, or all."""

    parent = serializers.RegexField(CODE, required=False)  # type: ignore[assignment]


class ChainQuery(Serializer[Any]):
    """Which room's journal to check."""

    room = serializers.RegexField(ROOM)


class PersonAnswer(Serializer[Any]):
    """A person."""

    id = serializers.UUIDField()
    origin = serializers.CharField()
    username = serializers.CharField()
    name = serializers.CharField()
    organisation = serializers.CharField(allow_null=True)
    language = serializers.CharField()
    active = serializers.BooleanField()
    second_factor = serializers.BooleanField()


class DutyAnswer(Serializer[Any]):
    """A duty."""

    id = serializers.UUIDField()
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()
    person = serializers.UUIDField()
    post = serializers.CharField()
    region = serializers.CharField(allow_null=True)
    room = serializers.CharField(allow_null=True)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True)


class ShareAnswer(Serializer[Any]):
    """A share."""

    id = serializers.UUIDField()
    origin = serializers.CharField()
    exercise = serializers.BooleanField()
    at = serializers.DateTimeField()
    room = serializers.CharField()
    grantee = serializers.CharField()
    reason = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True)


class MeAnswer(Serializer[Any]):
    """Who one is, what one holds, and where one lands."""

    person = PersonAnswer()
    duties = DutyAnswer(many=True)
    landing = serializers.CharField()


class PeopleAnswer(Serializer[Any]):
    """A page of people."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = PersonAnswer(many=True)


class DutiesAnswer(Serializer[Any]):
    """A page of duties."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = DutyAnswer(many=True)


class RegionAnswer(Serializer[Any]):
    """A region of the code list GB/T 2260."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    level = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    population_2020 = serializers.IntegerField(allow_null=True)


class RoomAnswer(Serializer[Any]):
    """A room that one may follow."""

    key = serializers.CharField()
    kind = serializers.CharField()
    region = serializers.CharField()
    exercise = serializers.BooleanField()
    seq = serializers.IntegerField()


class EntryAnswer(Serializer[Any]):
    """One fact, as the feed tells it."""

    room = serializers.CharField()
    origin = serializers.CharField()
    seq = serializers.IntegerField()
    kind = serializers.CharField()
    authority = serializers.CharField()
    actor = serializers.DictField(allow_null=True)
    occurred_at = serializers.DateTimeField()
    recorded_at = serializers.DateTimeField()
    payload = serializers.DictField()
    changed = serializers.DictField()
    says = serializers.DictField()


class AuditAnswer(Serializer[Any]):
    """One audit record."""

    at = serializers.DateTimeField()
    act = serializers.CharField()
    succeeded = serializers.BooleanField()
    actor = serializers.UUIDField(allow_null=True)
    actor_name = serializers.CharField()
    address = serializers.CharField(allow_null=True)
    what = serializers.CharField()


class AuditPageAnswer(Serializer[Any]):
    """A page of audit records."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = AuditAnswer(many=True)


class ChainAnswer(Serializer[Any]):
    """Whether a journal is whole."""

    room = serializers.CharField()
    entries = serializers.IntegerField()
    whole = serializers.BooleanField()
    broken_at = serializers.IntegerField(allow_null=True)
