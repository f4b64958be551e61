"""The doors of readiness."""

from plans.readiness.actions.run import run_readiness

__all__ = ["run_readiness"]
