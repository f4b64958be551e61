"""S1: the Yellow River ice-jam flood at Dalad Banner and Jiuyuan District (演练)."""

from datetime import datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from command.exercise.scenario import Scenario, in_order
from command.exercise.scenarios.s1 import (
    aftermath,
    asking,
    chronicle,
    consultations,
    drawings,
    expected,
    images,
    incidents,
    messages,
    movement,
    orders,
    reports,
    responses,
    sensors,
    setting,
    warnings,
)

# The order matters where two parts meet at one minute: an incident before what hangs on it,
# readings before the words about them, requests before the convoys that answer them.
S1 = Scenario(
    key="s1",
    name_zh="黄河达拉特旗段冰凌洪水",
    name_en="Yellow River ice-jam flood at Dalad Banner",
    t_zero=datetime(2027, 3, 19, 5, 40, tzinfo=ZoneInfo("Asia/Shanghai")),
    opens=timedelta(hours=-6, minutes=-30),
    ends=timedelta(hours=24),
    expected=expected.EXPECTED,
    steps=tuple(
        in_order(
            chain(
                setting.steps(),
                incidents.STEPS,
                responses.STEPS,
                warnings.STEPS,
                sensors.steps(),
                chronicle.STEPS,
                aftermath.STEPS,
                reports.STEPS,
                consultations.STEPS,
                asking.steps(),
                movement.steps(),
                orders.steps(),
                messages.steps(),
                images.steps(),
                drawings.STEPS,
            )
        )
    ),
)
