"""Compiling against the database: the facts are gathered as they are."""

import pytest
from django.db import transaction

from command.core import authority
from plans.actions import draft_plan, publish_plan
from plans.compiler import compile_plan
from plans.document import read_document
from tests import make
from tests.make import BAOTOU, ORDOS
from tests.plans.compiler.furnished import furnish, simple
from tests.plans.compiler.world import sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db):
    """Furnish Ordos with all that the sound plan asks for, but for sensor and contacts."""
    furnish()
    make.stock(region=BAOTOU, supply="2990601", on_hand=5)
    offer = {"key": "O1", "city": ORDOS, "what": "2990601", "quantity": 3, "within_minutes": 99}
    with transaction.atomic(), authority.acting_as(BAOTOU):
        plan = draft_plan(
            actor=None, city=BAOTOU, title="包头市防汛应急预案", title_en="", kind="special",
            event_types=["11A"], document={"offers": [offer]},
        )  # fmt: skip
        publish_plan(actor=None, plan_id=plan.pk)


def codes(data, **given):
    return {
        each.code for each in compile_plan(read_document(data), city=ORDOS, **given).findings
    }


def test_it_knows_the_city(city):
    assert codes(sound(), event_types=["11A05"]) == {"E502", "E602"}, "no contacts, no sensor"
    assert codes(simple(), event_types=["11A05"]) == set()
    assert codes(simple(), event_types=["12D00"]) == {"E702"}, "the air is not monitored"
