"""The life of a task: every verb in every state."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from command.core.errors import BadTransition
from command.tasking.lifecycle import (
    ENDED,
    RUNNING,
    TRANSITIONS,
    Status,
    Verb,
    allowed,
    is_overdue,
    status_after,
)

NOON = datetime(2027, 3, 19, 12, tzinfo=UTC)


@pytest.mark.parametrize(("status", "verb"), sorted(product(Status, Verb)))
def test_a_verb_leads_where_the_table_says_or_nowhere(status, verb):
    if (status, verb) in TRANSITIONS:
        assert status_after(status, verb) == TRANSITIONS[status, verb]
    else:
        with pytest.raises(BadTransition) as refused:
            status_after(status, verb)
        assert refused.value.detail == {"status": status, "allowed": allowed(status)}


@pytest.mark.parametrize("status", sorted(ENDED))
def test_an_ended_task_goes_nowhere(status):
    assert allowed(status) == []


@pytest.mark.parametrize("status", sorted(set(Status) - ENDED))
def test_every_other_task_can_be_brought_to_an_end(status):
    reached, seen = {status}, set()
    while reached - seen:
        now = (reached - seen).pop()
        seen.add(now)
        reached |= {after for (before, _), after in TRANSITIONS.items() if before == now}
    assert reached & ENDED


@pytest.mark.parametrize("status", sorted(Status))
def test_only_what_somebody_works_on_is_overdue(status):
    assert is_overdue(status, NOON - timedelta(seconds=1), NOON) is (status in RUNNING)
    assert is_overdue(status, NOON, NOON) is False
    assert is_overdue(status, None, NOON) is False
