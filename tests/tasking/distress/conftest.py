"""One world for all calls, and a call in it."""

import pytest
from django.utils.timezone import now

from command.tasking.distress.actions import raise_help
from tests.support.once import made_once
from tests.tasking.distress.world import SHIGUAI, World
from tests.tasking.paging.conftest import exercise

__all__ = ["exercise"]  # a fixture


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, World) as made_world:
        yield made_world


@pytest.fixture
def call(db, world):
    lat, lon = SHIGUAI
    return raise_help(actor=world.leader, lat=lat, lon=lon, accuracy_m=8, fixed_at=now())
