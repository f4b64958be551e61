"""What is remembered of rules at streams: read and written in one statement each.

Node-local and derived from readings; written inside the doors that take readings in and
that judge by the clock, whose locks it relies on.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from incidents.monitoring.detection.machine import Memory
from incidents.monitoring.models import Datastream

Place = tuple[UUID, UUID]  # stream, rule
Memories = dict[Place, Memory]

COLUMNS = """state.since, state.cause, state.level, state.pending_since, state.due_at,
  state.value, state."limit", state.changed_at"""
RECALL = f"""
SELECT state.datastream_id, state.rule_id, {COLUMNS}
FROM detection_rulestate AS state JOIN detection_alarmrule AS rule ON rule.id = state.rule_id
WHERE state.datastream_id = ANY(%s) AND rule.kind <> 'combined'
"""  # noqa: S608  our own columns
# The row of a combination is its lock: readings of its streams come in separate batches.
LOCK = f"""
SELECT datastream_id, rule_id, {COLUMNS} FROM detection_rulestate AS state
WHERE rule_id = ANY(%s) ORDER BY datastream_id, rule_id FOR UPDATE
"""  # noqa: S608  our own columns
BEGIN = """
INSERT INTO detection_rulestate (datastream_id, rule_id, cause, level)
SELECT datastream_id, id, '', 4 FROM detection_alarmrule
WHERE id = ANY(%s) AND datastream_id IS NOT NULL ORDER BY 1, 2 ON CONFLICT DO NOTHING
"""
KEEP = """
INSERT INTO detection_rulestate (datastream_id, rule_id, since, cause, level,
  pending_since, due_at, value, "limit", changed_at)
SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::timestamptz[], %s::text[], %s::smallint[],
  %s::timestamptz[], %s::timestamptz[], %s::float8[], %s::float8[], %s::timestamptz[])
ON CONFLICT (datastream_id, rule_id) DO UPDATE SET
  since = EXCLUDED.since, cause = EXCLUDED.cause, level = EXCLUDED.level,
  pending_since = EXCLUDED.pending_since, due_at = EXCLUDED.due_at,
  value = EXCLUDED.value, "limit" = EXCLUDED."limit", changed_at = EXCLUDED.changed_at
"""
STATES = """
UPDATE monitoring_streamstate AS state
SET observed_at = told.observed_at, value = told.value, stage = told.stage
FROM unnest(%s::uuid[], %s::timestamptz[], %s::float8[], %s::text[])
  AS told (stream, observed_at, value, stage)
WHERE state.datastream_id = told.stream
"""


def recall(streams: Iterable[UUID]) -> Memories:
    """Return what is remembered of (locked) streams, but for combinations. One query."""
    return _read(RECALL, list(streams))


def recall_combined(rules: Iterable[UUID]) -> Memories:
    """Lock and return what is remembered of combinations. Two queries."""
    wanted = list(rules)
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, [wanted])
    return _read(LOCK, wanted)


def keep(memories: Mapping[Place, Memory]) -> None:
    """Remember this from now on. One query."""
    if not memories:
        return
    rows = [
        (*place, m.since, m.cause, m.level, m.pending_since, m.due_at, *_numbers(m))
        for place, m in sorted(memories.items())
    ]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [list(column) for column in zip(*rows, strict=True)])


def keep_states(streams: Iterable[Datastream]) -> None:
    """Write newest time, value and stage of (locked) streams. One query."""
    states = [stream.state for stream in streams]
    with connection.cursor() as cursor:
        cursor.execute(
            STATES,
            [
                [state.pk for state in states],
                [state.observed_at for state in states],
                [state.value for state in states],
                [str(state.stage) for state in states],
            ],
        )


def _read(query: str, wanted: list[UUID]) -> Memories:
    with connection.cursor() as cursor:
        cursor.execute(query, [wanted])
        return {(row[0], row[1]): Memory(*row[2:]) for row in cursor.fetchall()}


def _numbers(one: Memory) -> tuple[float | None, float | None, datetime | None]:
    return one.value, one.limit, one.changed_at
