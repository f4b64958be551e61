"""The scenarios that can be played."""

from command.exercise.scenario import Scenario
from command.exercise.scenarios.leak import LEAK
from command.exercise.scenarios.s1 import S1

SCENARIOS: dict[str, Scenario] = {one.key: one for one in (S1, LEAK)}
