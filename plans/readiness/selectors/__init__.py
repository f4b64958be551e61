"""What readiness lets people read."""

from plans.readiness.selectors.backtest import Backtest, backtest, backtest_of
from plans.readiness.selectors.runs import (
    ReadinessCard,
    due_plans,
    latest,
    newest,
    past_runs,
    readiness_of,
    table,
)

__all__ = [
    "Backtest",
    "ReadinessCard",
    "backtest",
    "backtest_of",
    "due_plans",
    "latest",
    "newest",
    "past_runs",
    "readiness_of",
    "table",
]
