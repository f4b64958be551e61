"""What facts and notices say of a plan at work."""

from typing import Any

from plans.activation.models import PlanNotice
from plans.models import Activation

LONGEST = 300


def name_of(activation: Activation) -> dict[str, Any]:
    """Return what every fact about a plan at work says first."""
    return {
        **plan_of(activation.version),
        "activation_id": str(activation.pk),
        "incident_id": str(activation.incident_id),
    }


def plan_of(version: Any) -> dict[str, Any]:
    """Return what every fact about a plan says first."""
    plan = version.plan
    return {
        "plan_id": str(plan.pk),
        "title": plan.title,
        "title_en": plan.title_en,
        "city": plan.city_id,
        "version": version.number,
    }


def said(notice: PlanNotice) -> str:
    """Return the words of a notice; without any, that the plan has been activated."""
    document = notice.activation.version.document
    words = {each["key"]: each.get("text", "") for each in document.get("notices", [])}
    title = notice.activation.version.plan.title
    return (words.get(notice.key) or title)[:LONGEST]
