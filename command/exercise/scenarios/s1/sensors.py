"""The sensor series of S1, hour by hour, and who answers the alarms they raise."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from command.exercise.scenario import Made, Moment, OpenAlarm, Step, step
from command.exercise.scenarios.s1.setting import GATEWAY, QUANTITIES, Quantity
from command.exercise.scenarios.s1.tell import BAOTOU, DALAD

SERIES = Path(__file__).with_name("sensors.csv")
Reading = Mapping[str, Any]

BY_COLUMN = {one.column: one for one in QUANTITIES}
# When the piezometer saw the piping: between two hours of the series.
PIPING = ("2:40", "P03_SEEP_LPM", 41.0)

# Who answers which alarm, and when: (when, role, stream, cause, level, line of the script).
ANSWERED: tuple[tuple[str, str, str, str, int, str], ...] = (
    ("-0:56", DALAD, "ZJF_H", "rate", 2, "确认告警：昭君坟水位1小时上涨0.22米"),
    ("1:03", DALAD, "ZJF_H", "threshold", 3, "确认告警：昭君坟超警戒水位1008.20米"),
    ("2:42", DALAD, "P03_SEEP_LPM", "threshold", 1, "确认红色告警：P-03渗流量41升每分钟，管涌"),
    ("2:42", DALAD, "P03_SEEP_LPM", "threshold", 3, "确认告警：P-03渗流量超警戒值"),
    ("3:08", DALAD, "P03_SEEP_LPM", "lost", 4, "确认告警：P-03无数据（已被溃口冲毁）"),
    ("10:04", BAOTOU, "BT_H", "rate", 2, "确认告警：包头站水位1小时上涨0.72米"),
)


def steps() -> list[Step]:
    """Return the readings of every hour, the piping, and the acknowledgements."""
    with SERIES.open(encoding="utf-8") as file:
        hours = [_hour(row) for row in csv.DictReader(file)]
    at, column, value = PIPING
    piping = step(
        at, "readings.piping", GATEWAY, "push_readings", "P-03渗压计：渗流量41升每分钟",
        device_id=Made("gateway"), readings=[_said(BY_COLUMN[column], at, value)],
    )  # fmt: skip
    answers = [
        step(
            when, f"ack.{stream}.{cause}.{level}", f"{region}.duty_officer",
            "acknowledge_alarm", line,
            alarm_id=OpenAlarm(f"stream.{stream}", cause, level),
        )
        for when, region, stream, cause, level, line in ANSWERED
    ]  # fmt: skip
    return [*hours, piping, *answers]


def _hour(row: dict[str, str]) -> Step:
    at = f"{row['t_hour']}:00"
    readings = [
        _said(one, at, float(row[one.column]) if row[one.column] else None)
        for one in QUANTITIES
    ]
    return step(
        at, f"readings.{at}", GATEWAY, "push_readings",
        device_id=Made("gateway"), readings=readings,
    )  # fmt: skip


def _said(one: Quantity, at: str, value: float | None) -> Reading:
    """Return a reading as a device says it."""
    name = {"station": one.station, "stream": one.key, "unit": one.unit}
    return {**name, "at": Moment(at), "value": value}
