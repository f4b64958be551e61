"""However acts arrive, in whatever order and how often: the same end."""

import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from command.field.actions import NotYet, receive_operation
from tests.field.hour import Hour
from tests.support.once import made_once


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, Hour) as made_world:
        yield made_world


def deliver(world, act, *, lost=False):
    """Send one act; ``lost`` when the server was killed before it was through."""
    try:
        with transaction.atomic():
            answer = receive_operation(actor=world.leader, sent=act, sender=world.sender)
            transaction.set_rollback(lost)
    except NotYet:
        return "waiting"
    return "lost" if lost else answer.outcome


def arrive(world, acts, chance):
    """Let the acts arrive anyhow until each is through; some twice, some killed on the way."""
    left = list(acts)
    while left:
        chance.shuffle(left)
        for act in list(left):
            for _time in range(chance.randint(1, 2)):
                got = deliver(world, act, lost=chance.random() < 0.2)
                assert got in {"applied", "duplicate", "waiting", "lost"}, (act, got)
                if got in {"applied", "duplicate"} and act in left and chance.random() < 0.7:
                    left.remove(act)


@pytest.mark.django_db
def test_any_order_and_any_number_of_times_has_the_same_end(world):
    ends = []

    @settings(
        max_examples=3,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(seed=some.integers(0, 2**32))
    def anyhow(seed):
        with transaction.atomic():
            chance = random.Random(seed)  # noqa: S311  an order of arrival, no secret
            arrive(world, world.acts(), chance)
            ends.append(world.end())
            transaction.set_rollback(True)

    with transaction.atomic():
        for act in world.acts():
            assert deliver(world, act) == "applied"
        plain = world.end()
        transaction.set_rollback(True)
    anyhow()
    # Of two ticks only the last word counts: the first may never have been carried out.
    kinds = [[kind for kind in end[-1] if kind != "task.ticked"] for end in ends]
    assert {repr(end[:-1]) for end in ends} == {repr(plain[:-1])}
    assert all(found == [k for k in plain[-1] if k != "task.ticked"] for found in kinds)
