"""Standards that a test lays down."""

from command.core.actions.rules import add_rule
from resources.coverage.selectors import gaps
from tests import make
from tests.make import DALAD, ORDOS, Post


def mine(person):
    return [card for card in gaps(person) if card.rule == "test-dalad"]


def wanting(what, at_least=1):
    """Let Dalad want something within an hour."""
    given = {"code": f"test-{what}", "area": DALAD, "what": what, "minutes": 60}
    given |= {"at_least": at_least, "hours": 6, "basis": "测试", "enabled": "on"}
    admin = make.person(Post.SYSTEM_ADMIN, ORDOS)
    return add_rule(actor=admin, book="coverage", given=given, reason="测试")


def of_rule(person, what):
    return [card for card in gaps(person) if card.rule == f"test-{what}"]
