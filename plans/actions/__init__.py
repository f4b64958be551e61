"""The doors of plans: the only code that writes."""

from plans.actions.activate import activate_plan
from plans.actions.adopt import adopt_plan
from plans.actions.bring_in import import_plan
from plans.actions.draft import describe_plan, draft_plan, revise_plan
from plans.actions.files import attach_file, remove_file
from plans.actions.index import index_plans
from plans.actions.issue_step import issue_step
from plans.actions.publish import publish_plan, withdraw_plan
from plans.actions.review import approve_plan, return_plan, submit_plan

__all__ = [
    "activate_plan",
    "adopt_plan",
    "approve_plan",
    "attach_file",
    "describe_plan",
    "draft_plan",
    "import_plan",
    "index_plans",
    "issue_step",
    "publish_plan",
    "remove_file",
    "return_plan",
    "revise_plan",
    "submit_plan",
    "withdraw_plan",
]
