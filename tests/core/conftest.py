"""A clock that stands."""

import pytest

AT = "2027-03-19T05:40:10+08:00"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(AT, tick=False)
    return time_machine
