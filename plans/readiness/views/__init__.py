"""People's pages of readiness."""

from plans.readiness.views.pages import panel, plan_panel, plan_readiness, readiness, run

__all__ = ["panel", "plan_panel", "plan_readiness", "readiness", "run"]
