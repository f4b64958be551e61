"""``manage.py listen_mqtt``: hears the MQTT brokers of the setting ``JC_MQTT``."""

import logging
import signal
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from incidents.monitoring.intake.listening import Listener

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Listens until it is told to stop."""

    help = "Hear the MQTT brokers of JC_MQTT on the topics that are subscribed to."

    def handle(self, *args: Any, **options: Any) -> None:
        """Listen."""
        if not settings.MQTT_BROKERS:
            raise CommandError("JC_MQTT names no broker; see command/docs/intake.md")
        stopping = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_given: stopping.set())
        Listener(settings.MQTT_BROKERS.values(), stopping).run()
