"""The same act on several real connections at once."""

from uuid import uuid4

import pytest

from command.core.models import Entry
from command.field.actions import Sent, receive_operation
from command.field.models import FieldConflict
from incidents.messaging.models import Message
from tests.field.hour import Hour
from tests.support.race import race


@pytest.mark.django_db(transaction=True)
def test_the_same_act_on_two_connections_is_done_once():
    world = Hour()
    say = world.acts()[-1]

    def send(act):
        return receive_operation(actor=world.leader, sent=act, sender=world.sender).outcome

    outcomes = race(lambda: send(say), times=4)
    assert sorted(map(str, outcomes)) == ["applied", "duplicate", "duplicate", "duplicate"]
    assert Message.objects.count() == 1
    # The same step from two phones of one person: done once, and nobody is asked.
    taken = {"task_id": str(world.order.pk), "verb": "acknowledge"}
    both = race(lambda: send(Sent(uuid4(), 9, "step", taken, world.at(1))), times=2)
    assert both == ["applied", "applied"]
    assert Entry.objects.filter(kind="task.acknowledged").count() == 1
    assert not FieldConflict.objects.exists()
