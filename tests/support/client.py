"""A browser that somebody has signed in with."""

from django.test import Client

from command.core import sessions
from tests import make


def client_of(person, **given):
    """Return a client with a fresh session of ``person``, past both factors."""
    client = Client(**given)
    client.force_login(person)
    session = client.session
    sessions.start(session, factors=2)
    session.save()
    return client


def client_at(post):
    """Return a client of somebody at a post over the whole region, or of nobody."""
    client = Client(raise_request_exception=True)
    if post != "anonymous":
        person = make.person()
        make.duty(person, post=post, region="150000")
        client.force_login(person)
        session = client.session
        sessions.start(session)
        session.save()
    return client
