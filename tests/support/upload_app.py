"""The system as it is served, taking files for a purpose of the tests."""

from command.asgi import application
from tests.support import uploading

uploading.enter()

__all__ = ["application"]
