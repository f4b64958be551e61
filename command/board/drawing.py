"""Small lines drawn on the server, so that a chart needs no script and no style attribute."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 88.0, 26.0, 2.0


@dataclass(frozen=True, slots=True)
class Spark:
    """The points of a small line chart in a box of 88 by 26."""

    points: str
    last_x: float
    last_y: float
    limit_y: float | None


def spark(readings: Sequence[float], limit: float | None = None) -> Spark | None:
    """Return the line of ``readings``, oldest first, with the limit in the same scale."""
    if len(readings) < 2:
        return None
    low = min(readings)
    high = max(readings)
    if limit is not None:
        low, high = min(low, limit), max(high, limit)
    span = (high - low) or 1.0

    def y(value: float) -> float:
        return round(HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2 * MARGIN), 1)

    step = (WIDTH - MARGIN) / (len(readings) - 1)
    marks = [(round(i * step, 1), y(value)) for i, value in enumerate(readings)]
    return Spark(
        points=" ".join(f"{x},{py}" for x, py in marks),
        last_x=marks[-1][0],
        last_y=marks[-1][1],
        limit_y=None if limit is None else y(limit),
    )
