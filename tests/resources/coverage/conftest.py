"""A standard, the forces that keep it, and a commander."""

import pytest
from django.db import transaction

from command.core import authority
from command.core.actions.rules import add_rule
from resources.coverage.models import CoverageRule
from tests import make
from tests.make import DALAD, ORDOS, REGION, Post


@pytest.fixture
def standard(db):
    """Let Dalad want one flood team within an hour, and nobody else anything."""
    with transaction.atomic(), authority.acting_as(REGION):
        CoverageRule.objects.update(enabled=False)
    admin = make.person(Post.SYSTEM_ADMIN, ORDOS)
    given = {
        "code": "test-dalad",
        "area": DALAD,
        "what": "FLOOD",
        "minutes": 60,
        "at_least": 1,
        "hours": 6,
        "basis": "测试",
        "enabled": "on",
    }
    return add_rule(actor=admin, book="coverage", given=given, reason="测试")


@pytest.fixture
def commander():
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def teams(standard):
    """Make a flood team near Dalad's seat, and one in Dongsheng beyond the hour."""
    return (
        make.team(region=DALAD, base=(40.41, 110.04), name="达旗队"),
        make.team(region="150622", base=(39.864, 111.232), name="准旗队"),
    )
