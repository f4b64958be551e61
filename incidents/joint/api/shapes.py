"""Shapes of the joint API."""

from rest_framework import serializers

from command.core.api.fields import Moment, Strict, region
from command.core.api.paging import PageInput
from command.core.api.shapes import shape_of
from incidents.joint.lifecycle import ADDRESSEES, ConsultationKind, Mechanism
from incidents.joint.selectors.consultations import ConsultationCard
from incidents.joint.selectors.decisions import DecisionCard
from incidents.joint.selectors.notifications import NotificationCard
from incidents.joint.selectors.operations import OperationCard

OperationAnswer = shape_of(OperationCard)
NotificationAnswer = shape_of(NotificationCard)
ConsultationAnswer = shape_of(ConsultationCard)
DecisionAnswer = shape_of(DecisionCard)


class OccurredInput(Strict):
    """May say when it happened; now, when it does not."""

    occurred_at = Moment(required=False)


class Reasoned(OccurredInput):
    """Why."""

    reason = serializers.CharField(max_length=200)


class OperationInput(OccurredInput):
    """A joint operation to be opened; ``until`` is when the members' sight ends."""

    name = serializers.CharField(max_length=120)
    mechanism = serializers.ChoiceField(Mechanism.choices)
    members = serializers.ListField(child=region(), min_length=1, max_length=12)
    until = Moment(allow_null=True, default=None)
    objectives = serializers.ListField(
        child=serializers.CharField(max_length=500), max_length=40, default=list
    )
    basis = serializers.CharField(max_length=300, allow_blank=True, default="")
    incidents = serializers.ListField(
        child=serializers.UUIDField(), max_length=19, default=list
    )


class JoinInput(Reasoned):
    """Who comes in, and until when they see."""

    members = serializers.ListField(child=region(), min_length=1, max_length=12)
    until = Moment(allow_null=True, default=None)


class ExtendInput(Reasoned):
    """Until when, and for whom; for all when nobody is named."""

    members = serializers.ListField(child=region(), max_length=12, default=list)
    until = Moment(allow_null=True, default=None)


class LeaveInput(Reasoned):
    """Who goes."""

    city = region()


class ObjectivesInput(OccurredInput):
    """What is to be achieved."""

    objectives = serializers.ListField(
        child=serializers.CharField(max_length=500), min_length=1, max_length=40
    )


class ReachedInput(OccurredInput):
    """An objective as it was set, and whether it is reached."""

    objective = serializers.CharField(max_length=2000)
    reached = serializers.BooleanField(default=True)


class WidenInput(OccurredInput):
    """Which incident comes under the operation, and until when the members see it."""

    incident_id = serializers.UUIDField()
    until = Moment(allow_null=True, default=None)


class OfferLeadInput(Reasoned):
    """To whom the lead is offered."""

    to = region()


class NotifyInput(OccurredInput):
    """Whom, and what they are told."""

    cities = serializers.ListField(
        child=serializers.ChoiceField(ADDRESSEES), min_length=1, max_length=5
    )
    text = serializers.CharField(max_length=2000)


class SignReceiptInput(OccurredInput):
    """A signature; ``city`` for somebody at the desks of several."""

    city = region(allow_null=True, default=None)
    remark = serializers.CharField(max_length=300, allow_blank=True, default="")


class NotifiedCallInput(OccurredInput):
    """A telephone call: whom, which post answered, what was said."""

    to = serializers.ChoiceField(ADDRESSEES)
    spoken_to = serializers.CharField(max_length=150)
    remark = serializers.CharField(max_length=300, allow_blank=True, default="")


class ParticipantInput(Strict):
    """An authority that took part, and who spoke for it."""

    authority = region()
    name = serializers.CharField(max_length=200, allow_blank=True, default="")


class OptionInput(Strict):
    """What was weighed."""

    text = serializers.CharField(max_length=500)
    pros = serializers.CharField(max_length=500, allow_blank=True, default="")
    cons = serializers.CharField(max_length=500, allow_blank=True, default="")
    chosen = serializers.BooleanField(default=False)


class DecidedInput(Strict):
    """A decision; with ``is_task`` it becomes a task of ``owner`` or of an organisation."""

    decided = serializers.CharField(max_length=2000)
    basis_refs = serializers.ListField(
        child=serializers.CharField(max_length=100), max_length=40, default=list
    )
    basis_text = serializers.CharField(max_length=2000, allow_blank=True, default="")
    options = serializers.ListField(child=OptionInput(), default=list, max_length=40)
    outcome = serializers.CharField(max_length=2000, allow_blank=True, default="")
    owner = region(allow_null=True, default=None)
    organisation_id = serializers.UUIDField(allow_null=True, default=None)
    due_at = Moment(allow_null=True, default=None)
    is_task = serializers.BooleanField(default=False)
    task_kind = serializers.CharField(max_length=20, allow_blank=True, default="")


class DecisionInput(DecidedInput):
    """A decision of the log; ``corrects`` is the earlier one that it puts right."""

    decided_by = serializers.CharField(max_length=120, allow_blank=True, default="")
    corrects = serializers.UUIDField(allow_null=True, default=None)
    occurred_at = Moment(required=False)


class OutcomeInput(OccurredInput):
    """What came of it."""

    text = serializers.CharField(max_length=2000)


class ConveneInput(OccurredInput):
    """A consultation to be held."""

    kind = serializers.ChoiceField(ConsultationKind.choices)
    topic = serializers.CharField(max_length=120)
    planned_at = Moment()
    participants = serializers.ListField(child=ParticipantInput(), max_length=40)
    agenda = serializers.ListField(
        child=serializers.CharField(max_length=500), min_length=1, max_length=40
    )
    chair = serializers.CharField(max_length=120, allow_blank=True, default="")
    chair_authority = region(allow_null=True, default=None)


class MinutesInput(OccurredInput):
    """What a consultation found."""

    situation = serializers.CharField(max_length=4000)
    trend = serializers.CharField(max_length=4000, allow_blank=True, default="")
    risks = serializers.CharField(max_length=4000, allow_blank=True, default="")
    participants = serializers.ListField(
        child=ParticipantInput(), max_length=40, allow_null=True, default=None
    )
    next_at = Moment(allow_null=True, default=None)


class ConcludeInput(MinutesInput):
    """What it found and decided."""

    decisions = serializers.ListField(child=DecidedInput(), default=list, max_length=40)


class CorrectInput(MinutesInput):
    """The minutes anew, and why."""

    reason = serializers.CharField(max_length=300)


class LogInput(PageInput):
    """Which lines of the decision log."""

    city = region(required=False)
    incident = serializers.UUIDField(required=False)
    person = serializers.UUIDField(required=False)
    since = Moment(required=False)
    until = Moment(required=False)
    text = serializers.CharField(max_length=100, required=False)


class LogLineAnswer(serializers.Serializer[object]):
    """One line of the decision log, with the hash of its entry."""

    seq = serializers.IntegerField()
    room = serializers.CharField()
    hash = serializers.CharField()
    kind = serializers.CharField()
    says = serializers.CharField()
    occurred_at = serializers.DateTimeField()
    recorded_at = serializers.DateTimeField()
    authority = serializers.CharField()
    who = serializers.CharField()
    incident = serializers.UUIDField(allow_null=True)
    incident_title = serializers.CharField()
    exercise = serializers.BooleanField()
    basis = serializers.ListField(child=serializers.CharField())
    options = serializers.ListField(child=serializers.CharField())
    outcome = serializers.CharField()
    decision = DecisionAnswer(allow_null=True)


class LogAnswer(serializers.Serializer[object]):
    """A page of the decision log."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = LogLineAnswer(many=True)
