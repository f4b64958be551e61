"""Listening to topics of a broker in the name of a device."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from incidents.monitoring.intake import topics
from incidents.monitoring.intake.actions.devices import own_device, told_of
from incidents.monitoring.intake.events import TopicSubscribed, TopicUnsubscribed
from incidents.monitoring.intake.models import Subscription
from incidents.monitoring.intake.payloads import judged_paths

MOST = 50  # of one device


@door
def subscribe_topic(
    *,
    actor: Person | None,
    device_id: UUID,
    broker: str,
    topic: str,
    paths: Mapping[str, Any] | None = None,
) -> Subscription:
    """Listen to the topics of a template at a broker of the settings, in a device's name.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when it is heard.
    """
    device = own_device(actor, device_id, to=_("subscribe to a topic"))
    if broker not in settings.MQTT_BROKERS:
        raise Invalid(_("This broker is not in the settings."), field="broker")
    text = topics.template(topic.strip()).text
    where = judged_paths(paths or {})
    there = device.subscriptions.filter(broker=broker, topic=text).first()
    if there is None and device.subscriptions.count() >= MOST:
        raise Conflict(_("The device has too many topics."))
    if there is not None and there.enabled:
        raise Conflict(_("The device is heard on this topic already."), field="topic")
    if there is None:
        there = Subscription(
            device=device, broker=broker, topic=text, paths=where, changed_at=now()
        )
        try:
            with transaction.atomic():
                there.save(force_insert=True)
        except IntegrityError:
            raise Conflict(_("The device is heard on this topic already.")) from None
    else:
        there.enabled, there.paths, there.changed_at = True, where, now()
        there.save(update_fields=["enabled", "paths", "changed_at"])
    told = {"feed_device_id": str(device.pk), "label": device.label}
    told_of(TopicSubscribed(**told, broker=broker, topic=text), device, actor)
    return there


@door
def unsubscribe_topic(*, actor: Person | None, subscription_id: UUID) -> Subscription:
    """Listen to a topic no longer. Raises ``NotThere``, ``NotPermitted`` or ``Conflict``."""
    row = Subscription.objects.filter(pk=subscription_id).first()
    if row is None:
        raise NotThere(_("No such thing, or not visible to you."))
    device = own_device(actor, row.device_id, to=_("unsubscribe from a topic"))
    row = Subscription.objects.select_for_update(of=("self",)).get(pk=subscription_id)
    if not row.enabled:
        raise Conflict(_("This topic is not listened to."))
    row.enabled, row.changed_at = False, now()
    row.save(update_fields=["enabled", "changed_at"])
    told = {"feed_device_id": str(device.pk), "label": device.label}
    told_of(TopicUnsubscribed(**told, broker=row.broker, topic=row.topic), device, actor)
    return row
