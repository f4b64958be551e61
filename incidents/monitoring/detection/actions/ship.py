"""Writing the rules that ship with the system."""

import csv
import json
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.timezone import now

from command.core import authority, regions
from command.core.doors import door
from command.core.models import Person
from incidents.monitoring.detection.lifecycle import Scope
from incidents.monitoring.detection.models import AlarmRule, AlarmRuleVersion
from incidents.monitoring.detection.parse import parameters_of

SHIPPED = Path(__file__).parents[1] / "data" / "alarm_rules.csv"

# An alarm that stood before there were rules is an episode of the one that replaces its own.
ADOPT = """
INSERT INTO detection_rulestate (datastream_id, rule_id, cause, level, since)
SELECT state.datastream_id, rule.id, state.cause, state.level, alarm.raised_at
FROM monitoring_alarmstate AS state
JOIN monitoring_alarm AS alarm ON alarm.id = state.alarm_id
JOIN detection_alarmruleversion AS version ON version.level = state.level
JOIN detection_alarmrule AS rule ON rule.id = version.rule_id
WHERE state.status IN ('unacknowledged', 'acknowledged') AND rule.code <> ''
  AND state.cause = CASE rule.kind WHEN 'stage' THEN 'threshold' WHEN 'rate' THEN 'rate'
                                   WHEN 'silence' THEN 'lost' END
ON CONFLICT DO NOTHING
"""


@door
def ship_rules(*, actor: Person | None) -> int:
    """Write the region's rules as shipped that are missing; return how many.

    A rule that is there stays as people have made it.
    """
    there = set(
        AlarmRule.objects.filter(origin=regions.REGION, exercise__isnull=True)
        .exclude(code="")
        .values_list("code", flat=True)
    )
    with SHIPPED.open(encoding="utf-8") as file:
        missing = [row for row in csv.DictReader(file) if row["code"] not in there]
    with authority.acting_as(regions.REGION), authority.in_exercise(None):
        for row in missing:
            _write(row)
    if missing:
        with connection.cursor() as cursor:
            cursor.execute(ADOPT)
    return len(missing)


def _write(row: dict[str, Any]) -> None:
    at = now()
    parameters = json.loads(row["parameters"])
    parameters_of(row["kind"], parameters)
    rule = AlarmRule(
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        kind=row["kind"],
        scope=Scope.EVERY,
        region_id=regions.REGION,
        changed_at=at,
    )
    rule.save(force_insert=True)
    AlarmRuleVersion(
        rule=rule,
        number=1,
        level=int(row["level"]),
        parameters=parameters,
        from_at=at,
        made_at=at,
        note=row["note"],
    ).save(force_insert=True)
