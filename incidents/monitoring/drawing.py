"""Small lines drawn on the server, so that a list of hundreds needs no script to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 108.0, 26.0, 3.0
FAR = 3.0  # heights of the line: a limit farther away would flatten it


@dataclass(frozen=True, slots=True)
class Line:
    """A line chart in a box of 108 by 26: points, its last one, and where limits lie."""

    points: str
    last_x: float
    last_y: float
    limits: tuple[float, ...]


def line(values: Sequence[float], limits: Sequence[float | None] = ()) -> Line | None:
    """Return the line of ``values``, oldest first; None when there are too few to draw.

    Limits near enough are drawn in the same scale.
    """
    if len(values) < 2:
        return None
    low, high = min(values), max(values)
    reach = FAR * ((high - low) or abs(high) * 0.01 or 1.0)
    shown = [v for v in limits if v is not None and low - reach <= v <= high + reach]
    low, high = min([low, *shown]), max([high, *shown])
    span = (high - low) or 1.0

    def y(value: float) -> float:
        return round(HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2 * MARGIN), 1)

    step = (WIDTH - MARGIN) / (len(values) - 1)
    marks = [(round(n * step, 1), y(value)) for n, value in enumerate(values)]
    return Line(
        points=" ".join(f"{x},{py}" for x, py in marks),
        last_x=marks[-1][0],
        last_y=marks[-1][1],
        limits=tuple(y(value) for value in shown),
    )
