"""Many to many: from every start to every end, by local roads and the main roads between."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from resources.routing.access import Access, Local, crossing
from resources.routing.graph import Flags, Floats, Ints
from resources.routing.ways import Ways

ROWS: Final = 128  # starts at a time: keeps the cube of starts, nodes and ends small
DIRECT_KM: Final = 30.0  # so far apart, one may drive by local roads alone
OFF: Final = -1  # not by way of a node


@dataclass(frozen=True)
class Table:
    """Minutes and km from start to end; by way of which nodes (``OFF`` where by none).

    Minutes are infinite where there is no way; ``reached`` says whether both places lie on
    the map at all. ``same`` is the stretch two places share when one drives along it alone.
    """

    low: Floats
    mid: Floats
    high: Floats
    km: Floats
    first: Ints
    last: Ints
    same: Ints
    reached: Flags


def table(ways: Ways, starts: Access, ends: Access, local: Local) -> Table:
    """Return the quickest way from every start to every end."""
    parts = [_part(ways, starts, ends, at) for at in range(0, len(starts.xy), ROWS)]
    low, mid, high, km, first, last = (
        np.concatenate(part) for part in zip(*parts, strict=True)
    )
    same = np.full(mid.shape, -1, dtype=np.intp)
    onto = np.logical_and.outer(_on(starts), _on(ends))
    found = Table(low, mid, high, km, first, last, same, onto)
    _along_one_stretch(ways, starts, ends, local, found)
    _by_local_roads(ways, starts, ends, local, found)
    return found


def _on(places: Access) -> Flags:
    return np.asarray(np.isfinite(places.mid).any(axis=1), dtype=np.bool_)


def _part(ways: Ways, starts: Access, ends: Access, at: int) -> tuple[Floats | Ints, ...]:
    rows = slice(at, at + ROWS)
    # By way of which first node each last node is reached soonest; then which last node.
    out = starts.mid[rows, :, None] + ways.mid[None]
    first = out.argmin(axis=1)
    to_last = np.take_along_axis(out, first[:, None], axis=1)[:, 0]
    whole = to_last[:, None, :] + ends.mid[None]
    last = whole.argmin(axis=2)
    mid = np.take_along_axis(whole, last[..., None], axis=2)[..., 0]
    first = np.take_along_axis(first, last, axis=1)
    begin = np.arange(at, at + len(mid))[:, None]
    end = np.arange(len(ends.xy))[None]

    def summed(name: str) -> Floats:
        one, way, two = (getattr(part, name) for part in (starts, ways, ends))
        total: Floats = one[begin, first] + way[first, last] + two[end, last]
        return np.where(np.isfinite(mid), total, math.inf)

    return summed("low"), mid, summed("high"), summed("km"), first, last


def _along_one_stretch(
    ways: Ways, starts: Access, ends: Access, local: Local, found: Table
) -> None:
    ranges = np.array([weight.minutes for weight in ways.weights])
    lengths = np.array([edge.km for edge in ways.graph.edges])
    for a in range(starts.edges.shape[1]):
        for b in range(ends.edges.shape[1]):
            edge = starts.edges[:, a, None]
            shared = edge == ends.edges[None, :, b]
            if not shared.any():
                continue
            far = starts.straight[:, a, None] + ends.straight[None, :, b]
            slow = np.maximum.outer(starts.slow, ends.slow)
            share = np.abs(starts.along[:, a, None] - ends.along[None, :, b])
            with np.errstate(invalid="ignore"):
                mid = far * local.mid * slow + ranges[edge, 1] * share
                better = shared & (mid < found.mid)
            rows, cols = np.nonzero(better)
            keys = starts.edges[rows, a]
            _take(found, rows, cols, mid, far, slow, local)
            found.low[rows, cols] += ranges[keys, 0] * share[rows, cols]
            found.high[rows, cols] += ranges[keys, 2] * share[rows, cols]
            found.km[rows, cols] += lengths[keys] * share[rows, cols]
            found.same[rows, cols] = keys


def _by_local_roads(
    ways: Ways, starts: Access, ends: Access, local: Local, found: Table
) -> None:
    far = np.linalg.norm(starts.xy[:, None] - ends.xy[None], axis=2)
    slow = np.maximum.outer(starts.slow, ends.slow)
    mid = far * local.mid * slow
    rows, cols = np.nonzero((far <= DIRECT_KM) & (mid < found.mid))
    dry = ~crossing(ways.graph, starts.xy[rows], ends.xy[cols])
    rows, cols = rows[dry], cols[dry]
    _take(found, rows, cols, mid, far, slow, local)
    found.same[rows, cols] = -1


def _take(
    found: Table,
    rows: Ints,
    cols: Ints,
    mid: Floats,
    far: Floats,
    slow: Floats,
    local: Local,
) -> None:
    """Write a way by no node: its minutes on local roads, to be added to."""
    found.mid[rows, cols] = mid[rows, cols]
    found.low[rows, cols] = (far * slow)[rows, cols] * local.low
    found.high[rows, cols] = (far * slow)[rows, cols] * local.high
    found.km[rows, cols] = far[rows, cols] * local.km
    found.first[rows, cols] = found.last[rows, cols] = OFF
