"""What the loans room does when a deployment takes a step, in the same transaction."""

from uuid import UUID

from command.core.models import Entry
from resources.lifecycle import DeploymentStatus
from resources.loans.actions import begin_loan, bring_home, cancel_loan

HOME, CANCELLED = DeploymentStatus.RETURNED, DeploymentStatus.CANCELLED


def follow(entry: Entry) -> None:
    """Begin the loan with the order, end it when the thing is home or the order cancelled."""
    status = entry.payload["status"]
    key = UUID(entry.payload["deployment_id"])
    if status == DeploymentStatus.COMMITTED:
        begin_loan(actor=None, deployment_id=key)
    elif status == HOME:
        bring_home(actor=None, deployment_id=key, occurred_at=entry.occurred_at)
    elif status == CANCELLED:
        cancel_loan(actor=None, deployment_id=key)
