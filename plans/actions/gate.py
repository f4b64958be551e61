"""The compiler at the door: a plan that does not compile goes no further."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import ngettext

from command.core.errors import Conflict
from plans import compiler
from plans.document import document_of
from plans.models import PlanVersion


def require_compiled(version: PlanVersion, city: str) -> None:
    """Raise ``Conflict`` with the ``findings`` when the compiler finds errors."""
    errors_of: Any = getattr(compiler, "errors_of", None)
    found = errors_of(document_of(version), city) if errors_of else []
    if not found:
        return
    words = ngettext(
        "The plan does not compile: %(n)d error.",
        "The plan does not compile: %(n)d errors.",
        len(found),
    )
    told = [{name: str(value) for name, value in asdict(one).items()} for one in found]
    raise Conflict(words % {"n": len(found)}, findings=told)
