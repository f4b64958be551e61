"""A commander and a crew."""

import pytest

from tests import make
from tests.make import ORDOS, Post
from tests.tasking import made as tasking


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def crew(db):
    """Enter the flood-control headquarters of Ordos, with one leader on duty."""
    unit, [leader] = tasking.organisation(kind="flood_control")
    return unit, leader
