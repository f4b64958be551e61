"""The lives of deployments and teams: every status, every step."""

import pytest

from command.core.errors import BadTransition
from resources.lifecycle import (
    ENDED,
    NOT_CALLED,
    STEPS,
    DeploymentStatus,
    Readiness,
    TeamStatus,
    check_step,
    team_status,
)

ORDER = list(DeploymentStatus)
S = DeploymentStatus


@pytest.mark.parametrize("status", ORDER)
@pytest.mark.parametrize("to", ORDER)
def test_a_step_is_in_the_table_or_refused_with_what_is_possible(status, to):
    if to in STEPS[status]:
        check_step(status, to)
        return
    with pytest.raises(BadTransition) as caught:
        check_step(status, to)
    assert caught.value.detail == {
        "status": status.value,
        "allowed": [step.value for step in STEPS[status]],
    }


@pytest.mark.parametrize("status", ORDER)
def test_no_step_leads_back(status):
    assert all(ORDER.index(to) > ORDER.index(status) for to in STEPS[status])


@pytest.mark.parametrize("status", sorted(ENDED))
def test_from_an_end_nothing_leads_anywhere(status):
    assert STEPS[status] == ()


@pytest.mark.parametrize("readiness", list(Readiness))
@pytest.mark.parametrize("status", [None, *ORDER])
def test_a_team_stands_where_its_deployment_is_while_it_is_called(readiness, status):
    stands = team_status(readiness, status)
    at_home = {TeamStatus.STANDBY, TeamStatus.RESTING, TeamStatus.UNAVAILABLE}
    assert (stands in at_home) == (status is None or status in NOT_CALLED)
