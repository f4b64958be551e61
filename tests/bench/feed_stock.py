"""The yardstick: a stock Channels consumer per socket on ``RedisChannelLayer``."""

import os

import django
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import path

GROUP = "bench"
# redis-py 8 gives up reading after 5 s and allows 100 connections unless told otherwise.
HOST = {
    "address": os.environ["REDIS_URL"],
    "socket_timeout": None,
    "max_connections": 100_000,
}
LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [HOST], "capacity": 1000},
    }
}

if not settings.configured:
    settings.configure(CHANNEL_LAYERS=LAYERS, INSTALLED_APPS=["channels"])
    django.setup()


class Stock(AsyncJsonWebsocketConsumer):
    """Joins one group and passes on what comes."""

    async def connect(self):
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def receive_json(self, content, **kwargs):
        await self.send_json({"is": "live"}) if content else None

    async def entry_recorded(self, message):
        await self.send_json(message["entry"])

    @classmethod
    async def encode_json(cls, content):
        # As our frames: no spaces, so that both send the same bytes.
        import orjson

        return orjson.dumps(content).decode()


served = URLRouter([path("live/", Stock.as_asgi())])  # type: ignore[arg-type, list-item]
application = ProtocolTypeRouter({"websocket": served})
