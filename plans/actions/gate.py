"""The compiler at the door: a plan that does not compile goes no further."""

from django.utils.translation import ngettext

from command.core.errors import Conflict
from plans.compiler import errors_of
from plans.document import document_of
from plans.models import Plan, PlanVersion

TOLD = ("code", "severity", "at", "key", "title", "says", "why", "remedy")


def require_compiled(version: PlanVersion, plan: Plan) -> None:
    """Raise ``Conflict`` with the ``findings`` when the compiler finds errors."""
    found = errors_of(
        document_of(version), plan.city_id, kind=plan.kind, event_types=plan.event_types
    )
    if not found:
        return
    words = ngettext(
        "The plan does not compile: %(n)d error.",
        "The plan does not compile: %(n)d errors.",
        len(found),
    )
    told = [{name: getattr(one, name) for name in TOLD} for one in found]
    raise Conflict(words % {"n": len(found)}, findings=told)
