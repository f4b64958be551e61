"""What the exercise's tests stand on: the demo people, and a scenario of a few steps."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from command.exercise.scenario import Made, Moment, Scenario, step
from command.exercise.scenarios import SCENARIOS
from resources.actions import load_supplies
from tests import make
from tests.make import DALAD, ORDOS, REGION, Post

TINY = Scenario(
    key="tiny",
    name_zh="小演练",
    name_en="Tiny",
    t_zero=datetime(2027, 3, 19, 5, 40, tzinfo=ZoneInfo("Asia/Shanghai")),
    opens=timedelta(hours=-1),
    ends=timedelta(hours=2),
    steps=(
        step(
            "-2:00", "team", "150600.resource_officer", "register_team",
            kind="FLOOD", name="小队", region="150621", headcount=5, vehicles=1,
            base=(40.4, 110.0),
        ),
        step(
            "0:00", "event", "150621.duty_officer", "report_incident", "报告事件",
            event_type="11A05", region="150621", title="小事件", place="某处",
            point=(40.5, 109.8), occurred_at=Moment("0:00"),
        ),
        step(
            "1:00", "note", "150621.duty_officer", "write_note", "记一笔",
            incident_id=Made("event"), category="note", text="记一笔",
        ),
        step(
            "2:00", "team.out", "150600.resource_officer", "commit_team", "派出小队",
            incident_id=Made("event"), team_id=Made("team"),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def people(db):
    """Register the few people that the tiny scenario needs, and some who may not direct."""
    load_supplies(actor=None)
    return {
        "director": make.person(Post.PLANNER, REGION, name="导演"),
        "observer": make.person(Post.OBSERVER, REGION),
        "commander": make.person(Post.COMMANDER, ORDOS),
        "planner": make.person(Post.PLANNER, ORDOS),
        "resources": make.person(Post.RESOURCE_OFFICER, ORDOS),
        "dalad": make.person(Post.DUTY_OFFICER, DALAD),
    }


@pytest.fixture
def director(people):
    return people["director"]


@pytest.fixture
def tiny(monkeypatch):
    monkeypatch.setitem(SCENARIOS, "tiny", TINY)
    return TINY
