"""Where the server begins: HTTP to Django, sockets to the live feed."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command.settings.dev")

# Django first: the sockets need its models.
http = get_asgi_application()

from command.core.uploads.intake import Intake  # noqa: E402
from command.routing import websocket  # noqa: E402

application = ProtocolTypeRouter({"http": Intake(http), "websocket": websocket})
