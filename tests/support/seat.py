"""Seats at the running system: a session without typing, and requests."""

import json
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

SESSION = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.conf import settings
from importlib import import_module
from command.core import sessions
from command.core.models import Person
person = Person.objects.get(username={username!r})
store = import_module(settings.SESSION_ENGINE).SessionStore()
store[SESSION_KEY] = str(person.pk)
store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
store[HASH_SESSION_KEY] = person.get_session_auth_hash()
sessions.start(store, factors=2)
store.save()
print("key=" + store.session_key)
"""


def session_of(live, username):
    """Return the key of a session past both factors, made on the system's own database."""
    said = live.run(SESSION.format(username=username))
    return said.strip().rpartition("key=")[2]


class Seat:
    """A machine client of one person: speaks JSON, keeps the CSRF token."""

    def __init__(self, address, session):
        self.address, self.session = address, session
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path):
        return self._send("GET", path)

    def post(self, path, body, key=None):
        headers = {"Idempotency-Key": str(key)} if key else {}
        return self._send("POST", path, json.dumps(body).encode(), headers)

    def _send(self, method, path, body=None, headers=None):
        token = "t" * 32
        request = Request(self.address + path, data=body, method=method)
        request.add_header("Cookie", f"sessionid={self.session}; csrftoken={token}")
        request.add_header("X-CSRFToken", token)
        request.add_header("Content-Type", "application/json")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except HTTPError as error:
            with error:
                text = error.read()
            try:
                return error.code, json.loads(text)
            except ValueError:
                return error.code, text
