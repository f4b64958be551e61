"""The life of an incident: the full product of statuses and orders."""

from itertools import product

import pytest

from command.core.errors import BadTransition
from incidents.lifecycle import ENDED, Status, Verb, status_after

LEADS = {
    (Status.REPORTED, Verb.HANDLE): Status.HANDLING,
    (Status.REPORTED, Verb.VOID): Status.VOIDED,
    (Status.HANDLING, Verb.CONTAIN): Status.CONTAINED,
    (Status.HANDLING, Verb.VOID): Status.VOIDED,
    (Status.CONTAINED, Verb.RESUME): Status.HANDLING,
    (Status.CONTAINED, Verb.CLOSE): Status.CLOSED,
}


@pytest.mark.parametrize(("status", "verb"), list(product(Status, Verb)))
def test_every_order_leads_where_it_should_or_nowhere(status, verb):
    if (status, verb) in LEADS:
        assert status_after(status, verb) is LEADS[status, verb]
    else:
        with pytest.raises(BadTransition) as refused:
            status_after(status, verb)
        assert refused.value.detail["allowed"] == sorted(v for s, v in LEADS if s == status)


def test_nothing_leads_out_of_an_end():
    assert [verb for status, verb in LEADS if status in ENDED] == []
