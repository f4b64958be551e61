"""A table of readings that a person brings: looked at first, then recorded, never by halves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from incidents.monitoring.intake.actions.push import Answer, Sorted, judge, keep, said
from incidents.monitoring.intake.resolve import find
from incidents.monitoring.models import Datastream
from incidents.monitoring.selectors import streams

LISTED = 500  # problems that are told one by one


@dataclass(frozen=True, slots=True)
class Series:
    """What a table says of one stream."""

    station: str
    station_zh: str
    station_en: str
    stream: str
    name_zh: str
    name_en: str
    unit: str
    count: int
    first_at: datetime
    last_at: datetime
    lowest: float | None
    highest: float | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a table, or would: ``series`` of the readings whose stream is known."""

    answer: Answer
    series: list[Series]

    def problems(self, lines: Sequence[int]) -> list[dict[str, Any]]:
        """Return what is wrong, line by line."""
        return [
            {"row": lines[one.index], "why": one.why, "message": one.text}
            for one in self.answer.refused[:LISTED]
        ]


@door
def import_readings(
    *,
    actor: Person | None,
    rows: Sequence[Any],
    lines: Sequence[int],
    leave_out: bool = False,
    preview: bool = False,
) -> Imported:
    """Record the readings of a table whose streams ``actor`` sees; all of them or none.

    With ``leave_out`` the wrong lines are left out, with ``preview`` everything is undone
    again. Raises ``NotPermitted``, or ``Invalid`` with the wrong lines.
    """
    told, wrong = said(rows)
    seen = streams(actor) if actor is not None else Datastream.objects.all()
    real = seen.filter(exercise__isnull=True)
    found = find(real, {one.name for one in told}, actor.origin if actor else "")
    judged = judge(told, found)
    for index, problem in wrong:
        judged.refuse(index, problem.why, problem.text)
    series = _series(judged)
    with transaction.atomic():
        answer = keep(judged, actor=actor, device=None)
        if preview:
            transaction.set_rollback(True)
    imported = Imported(answer, series)
    if answer.refused and not (preview or leave_out):
        raise Invalid(
            _("%(count)d lines are not right; nothing was recorded.")
            % {"count": len(answer.refused)},
            rows=imported.problems(lines),
        )
    return imported


def _series(judged: Sorted) -> list[Series]:
    by_stream: dict[Datastream, list[tuple[datetime, float | None]]] = {}
    for one, stream in judged.good:
        by_stream.setdefault(stream, []).append((one.at, one.value))
    return [
        _of(stream, rows)
        for stream, rows in sorted(
            by_stream.items(), key=lambda pair: (pair[0].station.code, pair[0].key)
        )
    ]


def _of(stream: Datastream, rows: list[tuple[datetime, float | None]]) -> Series:
    values = [value for _at, value in rows if value is not None]
    station = stream.station
    return Series(
        station=station.code,
        station_zh=station.name_zh,
        station_en=station.name_en,
        stream=stream.key,
        name_zh=stream.name,
        name_en=stream.name_en or stream.name,
        unit=stream.unit,
        count=len(rows),
        first_at=min(at for at, _value in rows),
        last_at=max(at for at, _value in rows),
        lowest=min(values, default=None),
        highest=max(values, default=None),
    )
