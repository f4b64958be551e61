"""What readiness lets people read."""

from plans.readiness.selectors.backtest import Backtest, backtest
from plans.readiness.selectors.runs import (
    ReadinessCard,
    due_plans,
    latest,
    newest,
    past_runs,
    table,
)

__all__ = [
    "Backtest",
    "ReadinessCard",
    "backtest",
    "due_plans",
    "latest",
    "newest",
    "past_runs",
    "table",
]
