"""Whatever is sent to whatever is published: a clear answer, never a 5xx."""

import json
import os

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
)

from tests import make
from tests.support.client import client_of

EXAMPLES = int(os.environ.get("JC_FUZZ_EXAMPLES", "2"))  # more by hand, few in the timed suite
TOKEN = "t" * 32
# A fuzzed id names nothing, so a write answers 404 where the schema also knows 200; the rest
# of schemathesis' checks ask for things that an API with sessions answers otherwise.
CHECKED = [not_a_server_error, content_type_conformance, response_schema_conformance]


SEATED = {"key": ""}
handler = WSGIHandler()


def seated(environ, start_response):
    """Call the system in this process as whoever is seated."""
    environ["HTTP_COOKIE"] = f"sessionid={SEATED['key']}; csrftoken={TOKEN}"
    environ["HTTP_X_CSRFTOKEN"] = TOKEN
    # Nothing here unpacks.
    environ["HTTP_ACCEPT_ENCODING"] = "identity"
    return handler(environ, start_response)


document = SchemaGenerator().get_schema(request=None, public=True)
published = schemathesis.openapi.from_dict(json.loads(json.dumps(document, default=str)))
published.app = seated
# Which methods a path takes is told by tests/permissions.
published.config.phases.coverage.unexpected_methods = set()


@pytest.fixture(autouse=True)
def one_connection():
    """Keep the test's own connection over the requests, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def desk(db):
    """Seat somebody who may do nearly everything."""
    person = make.person("commander", "150000")
    make.duty(person, post="duty_officer", region="150000")
    make.duty(person, post="resource_officer", region="150000")
    SEATED["key"] = client_of(person).session.session_key


@published.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
def test_no_input_breaks_the_api(case, desk):
    case.call_and_validate(checks=CHECKED)
