"""A purpose that takes files, and a disk of one's own."""

import pytest

from command.core.models import Duty
from command.core.uploads import purposes
from tests import make
from tests.make import ORDOS
from tests.support import uploading


@pytest.fixture
def purpose(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(purposes, "PURPOSES", {})
    uploading.TAKEN.clear()
    uploading.enter()


@pytest.fixture
def person(purpose):
    return make.person(Duty.Post.TEAM_LEADER, ORDOS)
