"""A commander."""

import pytest

from tests import make
from tests.make import ORDOS, Post
from tests.test_worlds_apart import drilled, exercise  # noqa: F401  a fixture


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)
