"""Files of tests lie apart, and somebody keeps a register."""

import pytest

from tests import make
from tests.make import ORDOS, Post


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper(db):
    return make.person(Post.RESOURCE_OFFICER, ORDOS)
