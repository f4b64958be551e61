"""One stage of the adviser's question as a programme of whole numbers."""

from typing import Any

from resources.adviser.pure.problem import HORIZON, Pair, Problem, Shares
from resources.adviser.pure.score import (
    Aim,
    break_cost,
    open_cost,
    stay_cost,
    unit_cost,
)

Caps = tuple[int, int | None]


class Programme:
    """Variables and rules. Without an aim it minimises what stays open, or is ``broken``.

    ``keep`` holds every floor; ``caps`` are what may stay open and be broken at most.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        aim: Aim | None = None,
        keep: bool = False,
        broken: bool = False,
        caps: Caps | None = None,
    ) -> None:
        """Write the programme."""
        from ortools.sat.python import cp_model  # heavy, and only the task needs it

        self.problem, self.aim = problem, aim
        self.model: Any = cp_model.CpModel()
        self.x: dict[Pair, Any] = {pair: self._amount(pair) for pair in problem.pairs}
        self.open = {need.key: self._open(need.key) for need in problem.needs}
        self.sums, self.below = self._given(keep=keep)
        left_open = sum(open_cost(problem, key) * var for key, var in self.open.items())
        under = sum(break_cost(problem, pair) * var for pair, var in self.below.items())
        self.worst = sum(open_cost(problem, n.key) * n.quantity for n in problem.needs)
        if caps is not None:
            self.model.add(left_open <= caps[0])
            if caps[1] is not None:
                self.model.add(under <= caps[1])
        if aim is not None:
            self.model.minimize(self._sum(aim))
        else:
            self.model.minimize(under if broken else left_open)

    def hint(self, shares: Shares) -> None:
        """Tell the solver where to begin."""
        for pair, var in self.x.items():
            self.model.add_hint(var, shares.get(pair, 0))

    def _amount(self, pair: Pair) -> Any:
        need, each = self.problem.need[pair[0]], self.problem.candidate[pair[1]]
        return self.model.new_int_var(0, min(need.quantity, each.available), "")

    def _open(self, key: str) -> Any:
        quantity = self.problem.need[key].quantity
        var = self.model.new_int_var(0, quantity, "")
        self.model.add(sum(x for p, x in self.x.items() if p[0] == key) + var == quantity)
        return var

    def _given(self, *, keep: bool) -> tuple[dict[Pair, Any], dict[Pair, Any]]:
        by_candidate: dict[str, list[Any]] = {}
        by_source: dict[Pair, list[Any]] = {}
        for pair, var in self.x.items():
            each = self.problem.candidate[pair[1]]
            by_candidate.setdefault(each.key, []).append(var)
            by_source.setdefault((each.city, each.what), []).append(var)
        for key, used in by_candidate.items():
            if len(used) > 1:
                self.model.add(sum(used) <= self.problem.candidate[key].available)
        sums, below = {}, {}
        for source, used in by_source.items():
            row = self.problem.reserve[source]
            sums[source] = sum(used)
            below[source] = self.model.new_int_var(0, 0 if keep else row.available, "")
            self.model.add(sums[source] - below[source] <= row.headroom)
        return sums, below

    def _sum(self, aim: Aim) -> Any:
        problem = self.problem
        total = sum(unit_cost(problem, aim, pair) * var for pair, var in self.x.items())
        total += sum(stay_cost(problem, aim, key) * var for key, var in self.open.items())
        sent = self._sent() if aim.full or aim.late or aim.sender else {}
        if aim.full or aim.late:
            total += 1000 * sum(self._time(aim, need.key, sent) for need in problem.needs)
        if aim.sender:
            total += 1000 * aim.sender * sum(sent.values())
        if aim.worst:
            total += 1000 * aim.worst * self._most_used()
        return total

    def _sent(self) -> dict[Pair, Any]:
        """Return for each pair whether anything is sent at all."""
        sent = {}
        for pair, var in self.x.items():
            need, each = self.problem.need[pair[0]], self.problem.candidate[pair[1]]
            most = min(need.quantity, each.available)
            if most == 1:
                sent[pair] = var
                continue
            sent[pair] = self.model.new_bool_var("")
            self.model.add(var <= most * sent[pair])
        return sent

    def _time(self, aim: Aim, key: str, sent: dict[Pair, Any]) -> Any:
        need = self.problem.need[key]
        if not aim.full and need.by is None:
            return 0
        at = self.model.new_int_var(0, HORIZON, "")
        is_filled = self.model.new_bool_var("")
        self.model.add(at + HORIZON * is_filled >= HORIZON)
        self.model.add(self.open[key] == 0).only_enforce_if(is_filled)
        for pair, going in sent.items():
            if pair[0] == key:
                self.model.add(at >= self.problem.eta(pair) * going)
        if need.by is None or not aim.late:
            return need.weight * aim.full * at
        late = self.model.new_int_var(0, HORIZON, "")
        self.model.add(late >= at - need.by)
        return need.weight * (aim.full * at + aim.late * late)

    def _most_used(self) -> Any:
        most = self.model.new_int_var(0, 1000, "")
        for source, total in self.sums.items():
            room = self.problem.reserve[source].headroom
            if room:
                self.model.add(room * most >= 1000 * (total - self.below[source]))
        return most
