"""A good answer at once: need by need, the best that is left, floors first."""

from resources.adviser.pure.problem import Need, Pair, Problem, Shares
from resources.adviser.pure.score import BALANCED, FASTEST, Aim

PARTS = 20  # a need is dealt out in so many parts where what remains counts


class _Ledger:
    """What is left of everybody while the needs are served."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.left = {each.key: each.available for each in problem.candidates}
        self.room = {pair: row.headroom for pair, row in problem.reserve.items()}
        self.shares: Shares = {}
        self.pairs: dict[str, list[Pair]] = {}
        for pair in problem.pairs:
            self.pairs.setdefault(pair[0], []).append(pair)

    def can_give(self, pair: Pair, *, below: bool) -> int:
        """Return how much the candidate can still give."""
        left = self.left[pair[1]]
        return left if below else min(left, max(0, self.room[self.source(pair)]))

    def source(self, pair: Pair) -> Pair:
        """Return the city and thing that a candidate draws on."""
        each = self.problem.candidate[pair[1]]
        return each.city, each.what

    def take(self, pair: Pair, amount: int) -> None:
        """Let the candidate give."""
        self.shares[pair] = self.shares.get(pair, 0) + amount
        self.left[pair[1]] -= amount
        self.room[self.source(pair)] -= amount

    def rank(self, aim: Aim, pair: Pair) -> tuple[int, int, str]:
        """Return how a candidate stands to the others: less is better."""
        eta = self.problem.eta(pair)
        if aim is FASTEST:
            return eta, 0, pair[1]
        reserve = self.problem.reserve[self.source(pair)]
        used = 1000 * (reserve.headroom - self.room[self.source(pair)] + 1)
        share = used // max(1, reserve.headroom)
        if aim is BALANCED:
            return aim.full * eta + aim.use * share, eta, pair[1]
        return share, eta, pair[1]


def greedy(problem: Problem, aim: Aim) -> Shares:
    """Return who gives how much for which need. Floors give way only to what stays open."""
    ledger = _Ledger(problem)
    order = sorted(problem.needs, key=_urgency)
    open_ = {need.key: need.quantity for need in order}
    for below in (False, True):
        for need in order:
            open_[need.key] = _serve(ledger, aim, need, open_[need.key], below=below)
    return ledger.shares


def nearest(problem: Problem) -> Shares:
    """Return what dispatching the nearest unit would send: it knows of no floors."""
    ledger = _Ledger(problem)
    for need in sorted(problem.needs, key=_urgency):
        _serve(ledger, FASTEST, need, need.quantity, below=True)
    return ledger.shares


def _urgency(need: Need) -> tuple[int, int, str]:
    return need.priority, need.by if need.by is not None else 10**9, need.key


def _serve(ledger: _Ledger, aim: Aim, need: Need, missing: int, *, below: bool) -> int:
    part = missing if aim is FASTEST else max(1, need.quantity // PARTS)
    pairs = ledger.pairs.get(need.key, [])
    if aim is FASTEST:  # nothing that is taken changes the order
        pairs = sorted(pairs, key=lambda pair: ledger.rank(aim, pair))
        for pair in pairs:
            amount = min(missing, ledger.can_give(pair, below=below))
            if amount:
                ledger.take(pair, amount)
                missing -= amount
        return missing
    while missing:
        able = [pair for pair in pairs if ledger.can_give(pair, below=below)]
        if not able:
            break
        best = min(able, key=lambda pair: ledger.rank(aim, pair))
        amount = min(missing, part, ledger.can_give(best, below=below))
        ledger.take(best, amount)
        missing -= amount
    return missing
