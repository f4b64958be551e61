"""Notifications to neighbours, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.models import Person
from incidents.joint import actions
from incidents.joint.api import shapes
from incidents.joint.selectors import notifications as selectors


def told(notification_id: UUID, person: Person, status: int = 200) -> Response:
    """Answer with the card of a notification."""
    return Response(asdict(selectors.notification_of(notification_id, person)), status=status)


class Notifications(ApiView):
    """``/api/incidents/<id>/notifications/``."""

    @extend_schema(responses=shapes.NotificationAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List what others were told of an incident, latest first."""
        found = selectors.notifications_of(incident_id, request.user)
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.NotifyInput, responses={201: shapes.NotificationAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Notify other cities and the garrison."""
        given = self.read(shapes.NotifyInput)
        made = actions.notify_neighbours(actor=request.user, incident_id=incident_id, **given)
        return told(made.pk, request.user, HTTP_201_CREATED)


class Waive(ApiView):
    """``/api/incidents/<id>/notifications/waive/``."""

    @extend_schema(request=shapes.Reasoned, responses={204: None})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Sign why the neighbours are not notified."""
        given = self.read(shapes.Reasoned)
        actions.waive_notification(actor=request.user, incident_id=incident_id, **given)
        return Response(status=204)


class Waiting(ApiView):
    """``/api/notifications/``."""

    @extend_schema(responses=shapes.NotificationAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List what the person's desk was told and has not signed for."""
        found = selectors.awaiting_acknowledgement(request.user)
        return Response([asdict(card) for card in found])


class OneNotification(ApiView):
    """``/api/notifications/<id>/``."""

    @extend_schema(responses=shapes.NotificationAnswer)
    def get(self, request: PersonRequest, notification_id: UUID) -> Response:
        """Return one notification with its receipts."""
        return told(notification_id, request.user)


class See(ApiView):
    """``/api/notifications/<id>/seen/``."""

    @extend_schema(request=shapes.OccurredInput, responses=shapes.NotificationAnswer)
    def post(self, request: PersonRequest, notification_id: UUID) -> Response:
        """Note that the desk has opened it."""
        given = self.read(shapes.OccurredInput)
        actions.see_notification(actor=request.user, notification_id=notification_id, **given)
        return told(notification_id, request.user)


class Acknowledge(ApiView):
    """``/api/notifications/<id>/acknowledge/``."""

    @extend_schema(request=shapes.SignReceiptInput, responses=shapes.NotificationAnswer)
    def post(self, request: PersonRequest, notification_id: UUID) -> Response:
        """Sign for it in the name of one's authority."""
        given = self.read(shapes.SignReceiptInput)
        actions.acknowledge_notification(
            actor=request.user, notification_id=notification_id, **given
        )
        return told(notification_id, request.user)


class Call(ApiView):
    """``/api/notifications/<id>/call/``."""

    @extend_schema(request=shapes.NotifiedCallInput, responses=shapes.NotificationAnswer)
    def post(self, request: PersonRequest, notification_id: UUID) -> Response:
        """Note that an addressee was told by telephone."""
        given = self.read(shapes.NotifiedCallInput)
        actions.log_notification_call(
            actor=request.user, notification_id=notification_id, **given
        )
        return told(notification_id, request.user)
