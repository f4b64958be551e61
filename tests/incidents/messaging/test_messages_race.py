"""Reading back and withdrawing at the same moment: one of the two is first."""

import pytest

from command.core.errors import BadTransition, Invalid
from command.core.models import Entry
from incidents.messaging.actions import read_back, withdraw_message
from incidents.messaging.models import MessageState
from tests import make
from tests.incidents.messaging import made
from tests.make import ORDOS, Post
from tests.support.race import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_read_back_and_withdrawn_at_once():
    commander, leader = made.commander(), make.person(Post.TEAM_LEADER, ORDOS)
    order = made.order(make.incident(), commander, [made.to(leader)])
    acts = iter(
        [
            lambda: read_back(actor=leader, message_id=order.pk, words="明白"),
            lambda: withdraw_message(actor=commander, message_id=order.pk),
        ]
    )
    done = race(lambda: next(acts)(), times=2)

    refusals = [one for one in done if isinstance(one, Exception)]
    assert len(refusals) == 1
    withdrawn = MessageState.objects.get(message=order).withdrawn_at is not None
    told = set(
        Entry.objects.filter(payload__message_id=str(order.pk)).values_list("kind", flat=True)
    )
    if withdrawn:  # the withdrawal was first: there is nothing to read back any more
        assert isinstance(refusals[0], BadTransition)
        assert "message.read_back" not in told
    else:  # it was read back first: withdrawing it now wants a reason
        assert isinstance(refusals[0], Invalid)
        assert "message.withdrawn" not in told
