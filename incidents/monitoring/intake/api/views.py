"""Devices, topics, refusals and tables of readings, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from command.core.api.views import ApiView, PersonRequest
from incidents.monitoring.intake import rows
from incidents.monitoring.intake.actions import (
    change_feed_device,
    import_readings,
    register_feed_device,
    renew_feed_key,
    subscribe_topic,
    switch_feed_device,
    unsubscribe_topic,
)
from incidents.monitoring.intake.api import serializers as shapes
from incidents.monitoring.intake.selectors import devices as selectors
from incidents.monitoring.intake.selectors.cards import FeedDeviceCard, SubscriptionCard


class FeedDevices(ApiView):
    """``/api/feed-devices/``."""

    @extend_schema(responses=shapes.FeedDeviceAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the devices of one's own territory."""
        rows_seen = selectors.devices_open_to(request.user)
        return Response([asdict(FeedDeviceCard.of(row)) for row in rows_seen])

    @extend_schema(request=shapes.FeedDeviceInput, responses={201: shapes.FeedDeviceKeyAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Register a device; its key is said this once."""
        given = self.read(shapes.FeedDeviceInput)
        device = register_feed_device(actor=request.user, **given)
        told = {"device": asdict(FeedDeviceCard.of(device)), "key": device.key}
        return Response(told, status=HTTP_201_CREATED)


class OneFeedDevice(ApiView):
    """``/api/feed-devices/<id>/``."""

    @extend_schema(responses=shapes.FeedDeviceAnswer)
    def get(self, request: PersonRequest, device_id: UUID) -> Response:
        """Return one device."""
        device = selectors.device_seen(device_id, request.user)
        return Response(asdict(FeedDeviceCard.of(device)))


class ChangeFeedDevice(ApiView):
    """``/api/feed-devices/<id>/change/``."""

    @extend_schema(request=shapes.FeedDeviceChangeInput, responses=shapes.FeedDeviceAnswer)
    def post(self, request: PersonRequest, device_id: UUID) -> Response:
        """Give a device another name, or other stations to speak for."""
        given = self.read(shapes.FeedDeviceChangeInput)
        device = change_feed_device(actor=request.user, device_id=device_id, **given)
        return Response(asdict(FeedDeviceCard.of(device)))


class SwitchFeedDevice(ApiView):
    """``/api/feed-devices/<id>/switch/``."""

    @extend_schema(request=shapes.FeedDeviceSwitchInput, responses=shapes.FeedDeviceAnswer)
    def post(self, request: PersonRequest, device_id: UUID) -> Response:
        """Switch a device on or off."""
        given = self.read(shapes.FeedDeviceSwitchInput)
        device = switch_feed_device(actor=request.user, device_id=device_id, **given)
        return Response(asdict(FeedDeviceCard.of(device)))


class RenewFeedKey(ApiView):
    """``/api/feed-devices/<id>/key/``."""

    @extend_schema(request=None, responses=shapes.FeedDeviceKeyAnswer)
    def post(self, request: PersonRequest, device_id: UUID) -> Response:
        """Give a device another key; the old one is refused from now on."""
        device = renew_feed_key(actor=request.user, device_id=device_id)
        return Response({"device": asdict(FeedDeviceCard.of(device)), "key": device.key})


class FeedTopics(ApiView):
    """``/api/feed-devices/<id>/topics/``."""

    @extend_schema(request=shapes.SubscriptionInput, responses={201: shapes.SubscriptionAnswer})
    def post(self, request: PersonRequest, device_id: UUID) -> Response:
        """Listen to the topics of a template in a device's name."""
        given = self.read(shapes.SubscriptionInput)
        row = subscribe_topic(actor=request.user, device_id=device_id, **given)
        return Response(asdict(SubscriptionCard.of(row)), status=HTTP_201_CREATED)


class EndFeedTopic(ApiView):
    """``/api/feed-topics/<id>/end/``."""

    @extend_schema(request=None, responses={204: None})
    def post(self, request: PersonRequest, subscription_id: UUID) -> Response:
        """Listen to a topic no longer."""
        unsubscribe_topic(actor=request.user, subscription_id=subscription_id)
        return Response(status=HTTP_204_NO_CONTENT)


class Refusals(ApiView):
    """``/api/readings/refusals/``."""

    @extend_schema(responses=shapes.RefusalsAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List what was refused in the last days, by day, reason and stream."""
        items = [asdict(line) for line in selectors.refusals(request.user)]
        strange = [asdict(one) for one in selectors.strangers()]
        return Response({"items": items, "strangers": strange})


class Table(ApiView):
    """``/api/readings/table/``."""

    @extend_schema(request=shapes.TableInput, responses=shapes.TableAnswer)
    def post(self, request: PersonRequest) -> Response:
        """Record the readings of a CSV table: all of them or none, unless told otherwise."""
        given = self.read(shapes.TableInput)
        preview = given["preview"]
        lines, read = rows.read(given["csv"].encode("utf-8", "surrogatepass"))
        made = import_readings(
            actor=request.user,
            rows=read,
            lines=lines,
            leave_out=given["leave_out"],
            preview=preview,
        )
        answer = made.answer
        told = {
            "recorded": not preview,
            "new": answer.new,
            "duplicates": answer.duplicates,
            "late": answer.late,
            "refused": len(answer.refused),
            "problems": made.problems(lines),
        }
        return Response(told)
