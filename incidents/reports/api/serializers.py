"""Shapes of the reports API."""

from rest_framework import serializers

from command.core.api.fields import Moment, Strict, region
from command.core.api.shapes import shape_of
from command.core.models import Duty
from incidents.api.serializers import Dated
from incidents.lifecycle import Verdict
from incidents.reports.lifecycle import Kind
from incidents.reports.selectors import ClockCard, PhoneCard, ReportCard, ScheduleCard

CODES = r"^[0-9]{6}\Z"
KINDS = [(value, label) for value, label in Kind.choices if value != Kind.SITUATION]

ReportAnswer = shape_of(ReportCard)
PhoneAnswer = shape_of(PhoneCard)
ClockAnswer = shape_of(ClockCard)
ScheduleAnswer = shape_of(ScheduleCard)


class FieldAnswer(serializers.Serializer[object]):
    """One field of a report, with the observations behind its figures."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    form = serializers.CharField()
    needed = serializers.BooleanField()
    value = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    by = serializers.CharField(allow_null=True)
    at = serializers.CharField(allow_null=True)
    sources = serializers.ListField(child=serializers.CharField())
    figures = serializers.ListField(child=serializers.DictField())


class WholeReportAnswer(serializers.Serializer[object]):
    """A report with what it says."""

    report = ReportAnswer()
    content = FieldAnswer(many=True)


class Upwards(Dated):
    """From whom to whom; the own level and the next above unless said otherwise."""

    sender = region(required=False)
    skip_reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class DraftInput(Upwards):
    """A new report."""

    kind = serializers.ChoiceField(KINDS)
    addressees = serializers.ListField(
        child=serializers.RegexField(CODES), required=False, max_length=3
    )
    language = serializers.ChoiceField(["zh-hans", "en"], required=False)


class PhoneInput(Upwards):
    """A report made by phone."""

    kind = serializers.ChoiceField(KINDS, default=Kind.INITIAL.value)
    to = serializers.RegexField(CODES, required=False)
    spoken_at = Moment(required=False)
    told = serializers.CharField(max_length=120, allow_blank=True, default="")
    text = serializers.CharField(max_length=2000, allow_blank=True, default="")


class EditInput(Strict):
    """Changed fields, and the version of each that the editor saw."""

    changes = serializers.DictField(child=serializers.JSONField())
    base = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=2**31 - 1), default=dict
    )


class SensitiveInput(Dated):
    """Why it is sensitive."""

    reason = serializers.CharField(max_length=500)


class VerdictInput(Dated):
    """Yes, or back to the author with a reason."""

    verdict = serializers.ChoiceField(Verdict.choices)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class ReportReceiptInput(Dated):
    """For which addressee."""

    level = serializers.RegexField(CODES, required=False)
    note = serializers.CharField(max_length=200, allow_blank=True, default="")


class SectionInput(Strict):
    """A section and its owner."""

    title = serializers.CharField(max_length=80)
    owner = region()
    post = serializers.ChoiceField(Duty.Post.choices, default=Duty.Post.DUTY_OFFICER.value)


class ScheduleInput(Upwards):
    """A schedule of situation reports."""

    title = serializers.CharField(max_length=120)
    every_hours = serializers.IntegerField(min_value=1, max_value=168)
    first_at = Moment()
    sections = serializers.ListField(child=SectionInput(), min_length=1, max_length=20)
    others = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=50)
    operation_id = serializers.UUIDField(required=False)
    addressees = serializers.ListField(
        child=serializers.RegexField(CODES), required=False, max_length=3
    )


class CompileInput(Dated):
    """Which hour."""

    hour = Moment()


class WriteInput(Dated):
    """What the section says for an hour; the coming one unless said otherwise."""

    text = serializers.CharField(max_length=4000)
    hour = Moment(required=False)
    base = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=100_000
    )


class SectionTextAnswer(serializers.Serializer[object]):
    """What was written for an hour."""

    id = serializers.CharField()
    hour = serializers.CharField()
    text = serializers.CharField()
