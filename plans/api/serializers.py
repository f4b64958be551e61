"""Shapes of the plans API."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.serializers import CODE
from command.core.models import Organisation
from plans.document.schema import schema_of
from plans.models import Plan, PlanVersion
from plans.selectors.search import STATES

EVENT_TYPE = r"^1[1-4][A-Z0-9]{0,3}\Z"


@extend_schema_field(schema_of())
class DocumentField(serializers.JSONField):
    """What a plan says; ``plans.document.read_document`` judges it."""

    def to_internal_value(self, data: Any) -> Any:
        """Take an object, and nothing else."""
        if not isinstance(data, dict):
            raise serializers.ValidationError(_("This is no plan."))
        return data


class DocumentInput(Serializer[Any]):
    """What a draft says."""

    document = DocumentField()
    seen = serializers.IntegerField(min_value=0, max_value=2**31 - 1, required=False)


class PlanDeedAnswer(Serializer[Any]):
    """One act in the life of a version."""

    key = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class PlanScopeInput(Serializer[Any]):
    """What a plan is called and covers."""

    title = serializers.CharField(max_length=120)
    title_en = serializers.CharField(max_length=160, allow_blank=True, default="")
    kind = serializers.ChoiceField(Plan.Kind.choices)
    event_types = serializers.ListField(
        child=serializers.RegexField(EVENT_TYPE), max_length=50, default=list
    )
    department = serializers.ChoiceField(
        Organisation.Kind.choices, allow_blank=True, default=""
    )


class PlanInput(PlanScopeInput):
    """A plan to be drafted."""

    document = DocumentField()
    city = serializers.RegexField(CODE)


class ReturnPlanInput(Serializer[Any]):
    """Why a version goes back to its authors."""

    comment = serializers.CharField(max_length=1000)


class WithdrawPlanInput(Serializer[Any]):
    """Why a plan is taken out of force."""

    reason = serializers.CharField(max_length=1000)


class PlansQuery(Serializer[Any]):
    """What the library is narrowed by; ``q`` is looked for in titles and texts."""

    q = serializers.CharField(max_length=80, allow_blank=True, default="")
    kind = serializers.ChoiceField(Plan.Kind.choices, allow_blank=True, default="")
    city = serializers.RegexField(CODE, allow_blank=True, default="")
    level = serializers.IntegerField(min_value=1, max_value=4, required=False)
    event_type = serializers.RegexField(EVENT_TYPE, allow_blank=True, default="")
    state = serializers.ChoiceField(list(STATES), allow_blank=True, default="")
    department = serializers.ChoiceField(
        Organisation.Kind.choices, allow_blank=True, default=""
    )
    offset = serializers.IntegerField(min_value=0, max_value=1_000_000, default=0)


class PlanVersionAnswer(Serializer[Any]):
    """A version of a plan: what it is, and who did what to it when."""

    id = serializers.UUIDField()
    plan = serializers.UUIDField()
    number = serializers.IntegerField()
    state = serializers.ChoiceField(PlanVersion.State.choices)
    edits = serializers.IntegerField()
    steps = serializers.IntegerField()
    deeds = PlanDeedAnswer(many=True)
    comment = serializers.CharField()
    review_due = serializers.DateField(allow_null=True)


class WholePlanVersionAnswer(Serializer[Any]):
    """A version with what it says."""

    version = PlanVersionAnswer()
    document = DocumentField()


class PlanDiffQuery(Serializer[Any]):
    """The two versions to be compared, by number."""

    a = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    b = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class FieldChangeAnswer(Serializer[Any]):
    """A field of a part, before and after."""

    name = serializers.CharField()
    before = serializers.JSONField()
    after = serializers.JSONField()


class PlanDifferenceAnswer(Serializer[Any]):
    """A part of a plan that was added, removed or changed."""

    part = serializers.CharField()
    key = serializers.CharField()
    what = serializers.ChoiceField(["added", "removed", "changed"])
    title = serializers.CharField()
    changes = FieldChangeAnswer(many=True)


class AdoptInput(Serializer[Any]):
    """The city that adopts."""

    city = serializers.RegexField(CODE)


class ActivateInput(Serializer[Any]):
    """The incident on which a plan is set to work, at which level, as it was previewed.

    ``unticked`` are the notices that are left out; what has changed since ``seen`` was read
    is refused.
    """

    incident_id = serializers.UUIDField()
    level = serializers.IntegerField(min_value=0, max_value=4, default=0)
    unticked = serializers.ListField(
        child=serializers.CharField(max_length=12), max_length=500, default=list
    )
    seen = serializers.DictField(
        child=serializers.CharField(max_length=64), allow_null=True, default=None
    )


class ActivationsQuery(Serializer[Any]):
    """The plans at work on which incident."""

    incident = serializers.UUIDField()


class PlanAnswer(Serializer[Any]):
    """A plan."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    kind = serializers.ChoiceField(Plan.Kind.choices)
    city = serializers.CharField()
    department = serializers.CharField()
    event_types = serializers.ListField(child=serializers.CharField())
    state = serializers.ChoiceField(PlanVersion.State.choices)
    version = serializers.IntegerField(allow_null=True)
    draft = serializers.IntegerField(allow_null=True)
    draft_state = serializers.CharField()
    edits = serializers.IntegerField()
    steps = serializers.IntegerField()
    published_at = serializers.DateTimeField(allow_null=True)
    review_due = serializers.DateField(allow_null=True)
    adopted_from = serializers.UUIDField(allow_null=True)
    at = serializers.DateTimeField()
    exercise = serializers.BooleanField()
    origin = serializers.CharField()


class WholePlanAnswer(Serializer[Any]):
    """A plan with what it says."""

    plan = PlanAnswer()
    document = DocumentField()


class ActivationAnswer(Serializer[Any]):
    """A plan at work on an incident."""

    id = serializers.UUIDField()
    incident = serializers.UUIDField()
    plan = serializers.UUIDField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    city = serializers.CharField()
    version = serializers.IntegerField()
    steps = serializers.IntegerField()
    level = serializers.IntegerField()
    status = serializers.CharField()
    notices = serializers.DictField(child=serializers.IntegerField())
    at = serializers.DateTimeField()
    exercise = serializers.BooleanField()
    origin = serializers.CharField()
