"""What tests of the exchange need."""

import pytest

from tests import make
from tests.make import BAOTOU, ORDOS, Post


@pytest.fixture
def desks():
    return (
        make.person(Post.COMMANDER, BAOTOU),
        make.person(Post.COMMANDER, ORDOS),
    )
