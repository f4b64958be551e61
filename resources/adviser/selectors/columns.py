"""The columns of the page: what each plan shows, in words and numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A range on the common scale of the page: from ``x``, so wide, with a mark at ``at``."""

    x: float
    width: float
    at: float
    mark: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDrawn:
    """One sender of one need."""

    city: str
    name: str
    amount: str
    at: str
    span: str
    bar: Bar
    by: str
    is_guess: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDrawn:
    """How one need is met by a plan."""

    label: str
    name: str
    sent: int
    quantity: int
    open: int
    unit: str
    at: str
    span: str
    late: str
    sends: list[SendDrawn]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainDrawn:
    """What one city has of one thing: bars are parts of what the largest has.

    ``is_agreed``: the floor is the city's own, so that its doors hold it.
    """

    city: str
    name: str
    before: int
    given: int
    after: int
    floor: int
    is_agreed: bool
    unit: str
    kept: float
    gone: float
    line: float | None
    broken: int
    signature: str
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StaysDrawn:
    """A candidate that was not chosen, and why."""

    need: str
    city: str
    name: str
    eta: str
    reasons: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDrawn:
    """One column."""

    key: str
    digit: int
    name: str
    ground: str
    filled: str
    span: str
    open: int
    proof: str
    is_proven: bool
    is_quick: bool
    needs: list[NeedDrawn]
    remains: list[RemainDrawn]
    hidden: int
    breaches: list[str]
    stays: list[StaysDrawn]
    facts: list[tuple[str, str, str]]
    can_choose: bool
