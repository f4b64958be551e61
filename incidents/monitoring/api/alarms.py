"""Alarms, the shelf, and rules out of service, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.monitoring import selectors
from incidents.monitoring.actions import (
    acknowledge_alarm,
    acknowledge_group,
    disable_stream_rule,
    enable_stream_rule,
    hand_over_alarm,
    keep_alarm,
    shelve_alarm,
    take_alarm,
    unshelve_alarm,
)
from incidents.monitoring.api import alarm_shapes as shapes
from incidents.monitoring.lifecycle import LISTED
from incidents.monitoring.selectors import AlarmCard, DisabledCard
from incidents.monitoring.selectors.alarms import MOST


class Alarms(ApiView):
    """``/api/alarms/``."""

    @extend_schema(parameters=[shapes.AlarmQuery], responses=shapes.AlarmAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the alarms that stand or nobody has seen, unacknowledged first."""
        wanted = self.read_query(shapes.AlarmQuery).get("state")
        states = [wanted] if wanted else LISTED
        found = selectors.alarms_open(request.user, states, limit=MOST if wanted else None)
        return Response([asdict(card) for card in found])


class AlarmRows(ApiView):
    """``/api/alarms/rows/``."""

    @extend_schema(responses=shapes.AlarmListAnswer)
    def get(self, request: PersonRequest) -> Response:
        """Return the list as the screens show it: in a flood one row a cause."""
        return Response(asdict(selectors.alarm_list(request.user)))


class AlarmLog(ApiView):
    """``/api/alarms/log/``."""

    @extend_schema(parameters=[shapes.AlarmLogQuery], responses=shapes.AlarmAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List every alarm raised in a span, newest first, whatever the list folds."""
        span = self.read_query(shapes.AlarmLogQuery)
        return Response([asdict(card) for card in selectors.alarm_log(request.user, **span)])


class OneAlarm(ApiView):
    """``/api/alarms/<id>/``."""

    @extend_schema(responses=shapes.AlarmAnswer)
    def get(self, request: PersonRequest, alarm_id: UUID) -> Response:
        """Return one alarm."""
        return Response(asdict(selectors.alarm_seen(alarm_id, request.user)))


class AcknowledgeAlarm(ApiView):
    """``/api/alarms/<id>/acknowledge/``."""

    @extend_schema(request=shapes.AcknowledgeInput, responses=shapes.AlarmAnswer)
    def post(self, request: PersonRequest, alarm_id: UUID) -> Response:
        """Put one's name to having seen an alarm."""
        given = self.read(shapes.AcknowledgeInput)
        state = acknowledge_alarm(actor=request.user, alarm_id=alarm_id, **given)
        return Response(asdict(AlarmCard.of(state.alarm, state)))


class AcknowledgeGroup(ApiView):
    """``/api/alarm-groups/<id>/acknowledge/``."""

    @extend_schema(
        request=shapes.AcknowledgeGroupInput, responses=shapes.AlarmAnswer(many=True)
    )
    def post(self, request: PersonRequest, group_id: UUID) -> Response:
        """Put one's name to having seen the alarms of one cause, levels III and IV."""
        given = self.read(shapes.AcknowledgeGroupInput)
        states = acknowledge_group(actor=request.user, group_id=group_id, **given)
        return Response([asdict(AlarmCard.of(state.alarm, state)) for state in states])


class ShelveAlarm(ApiView):
    """``/api/alarms/<id>/shelve/``."""

    @extend_schema(request=shapes.ShelveInput, responses=shapes.AlarmAnswer)
    def post(self, request: PersonRequest, alarm_id: UUID) -> Response:
        """Put an alarm on the shelf for a while."""
        given = self.read(shapes.ShelveInput)
        state = shelve_alarm(actor=request.user, alarm_id=alarm_id, **given)
        return Response(asdict(AlarmCard.of(state.alarm, state)))


class UnshelveAlarm(ApiView):
    """``/api/alarms/<id>/unshelve/``."""

    @extend_schema(request=None, responses=shapes.AlarmAnswer)
    def post(self, request: PersonRequest, alarm_id: UUID) -> Response:
        """Take an alarm off the shelf before its time."""
        state = unshelve_alarm(actor=request.user, alarm_id=alarm_id)
        return Response(asdict(AlarmCard.of(state.alarm, state)))


class AlarmTakers(ApiView):
    """``/api/alarms/<id>/takers/``."""

    @extend_schema(responses=shapes.TakerAnswer(many=True))
    def get(self, request: PersonRequest, alarm_id: UUID) -> Response:
        """List to whom an alarm can be handed over."""
        people = selectors.takers_seen(alarm_id, request.user)
        return Response(shapes.TakerAnswer(people, many=True).data)


class HandOverAlarm(ApiView):
    """``/api/alarms/<id>/hand-over/``."""

    @extend_schema(request=shapes.HandOverInput, responses=shapes.AlarmAnswer)
    def post(self, request: PersonRequest, alarm_id: UUID) -> Response:
        """Offer an alarm that one looks after to somebody on duty, who has to accept."""
        given = self.read(shapes.HandOverInput)
        state = hand_over_alarm(actor=request.user, alarm_id=alarm_id, **given)
        return Response(asdict(AlarmCard.of(state.alarm, state)))


class TakeAlarm(ApiView):
    """``/api/alarms/<id>/take/``."""

    @extend_schema(request=shapes.AnswerOfferInput, responses=shapes.AlarmAnswer)
    def post(self, request: PersonRequest, alarm_id: UUID) -> Response:
        """Accept an alarm that one is offered."""
        given = self.read(shapes.AnswerOfferInput)
        state = take_alarm(actor=request.user, alarm_id=alarm_id, **given)
        return Response(asdict(AlarmCard.of(state.alarm, state)))


class KeepAlarm(ApiView):
    """``/api/alarms/<id>/keep/``."""

    @extend_schema(request=shapes.AnswerOfferInput, responses=shapes.AlarmAnswer)
    def post(self, request: PersonRequest, alarm_id: UUID) -> Response:
        """Decline an alarm, or offer one's own no longer: it stays whose it was."""
        given = self.read(shapes.AnswerOfferInput)
        state = keep_alarm(actor=request.user, alarm_id=alarm_id, **given)
        return Response(asdict(AlarmCard.of(state.alarm, state)))


class DisabledRules(ApiView):
    """``/api/disabled-rules/``."""

    @extend_schema(responses=shapes.DisabledAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the rules of streams that are out of service."""
        return Response([asdict(card) for card in selectors.rules_disabled(request.user)])

    @extend_schema(request=shapes.DisableInput, responses={201: shapes.DisabledAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Take a rule of a stream out of service."""
        row = disable_stream_rule(actor=request.user, **self.read(shapes.DisableInput))
        return Response(asdict(DisabledCard.of(row)), status=HTTP_201_CREATED)


class EnableRule(ApiView):
    """``/api/disabled-rules/<id>/enable/``."""

    @extend_schema(request=shapes.EnableInput, responses=shapes.DisabledAnswer)
    def post(self, request: PersonRequest, disabling_id: UUID) -> Response:
        """Put a rule of a stream back into service; returns what it was out for."""
        given = self.read(shapes.EnableInput)
        end = enable_stream_rule(actor=request.user, disabling_id=disabling_id, **given)
        return Response(asdict(DisabledCard.of(end.disabling)))
