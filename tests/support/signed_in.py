"""A browser or a machine that is signed in."""

from django.test import Client

from command.core import sessions
from command.core.models import Person


def client_of(person: Person) -> Client:
    """Return a client that is signed in as ``person``."""
    client = Client()
    client.force_login(person)
    session = client.session
    sessions.start(session)
    session.save()
    return client
