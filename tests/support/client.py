"""A browser that somebody has signed in with."""

from django.test import Client

from command.core import sessions


def client_of(person, **given):
    """Return a client with a fresh session of ``person``, past both factors."""
    client = Client(**given)
    client.force_login(person)
    session = client.session
    sessions.start(session, factors=2)
    session.save()
    return client
