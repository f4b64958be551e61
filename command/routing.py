"""Which socket leads where."""

from channels.routing import URLRouter
from django.urls import path

from command.core.consumers import live

websocket = URLRouter([path("live/", live)])  # type: ignore[arg-type, list-item]
