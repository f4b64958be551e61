"""The doors of plans: the only code that writes."""

from plans.actions.activate import activate_plan
from plans.actions.draft import draft_plan, revise_plan
from plans.actions.issue_step import issue_step
from plans.actions.publish import publish_plan

__all__ = ["activate_plan", "draft_plan", "issue_step", "publish_plan", "revise_plan"]
