"""The write door."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import transaction

from command.core import authority

Given = ParamSpec("Given")
Result = TypeVar("Result")

DOORS: dict[str, Callable[..., Any]] = {}


def door(func: Callable[Given, Result]) -> Callable[Given, Result]:
    """Make ``func`` a write door: one transaction, one acting authority, on the list.

    Raises ``TypeError`` at import when the signature breaks the house rule:
    every argument is keyword-only, and one is ``actor``, which has no default.
    """
    parameters = inspect.signature(func).parameters
    if any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{func.__qualname__}: a door takes keyword-only arguments")
    if "actor" not in parameters or parameters["actor"].default is not inspect.Parameter.empty:
        raise TypeError(f"{func.__qualname__}: a door names its actor, without default")

    @wraps(func)
    def inside(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        actor = cast("Any", kwargs["actor"])
        with transaction.atomic(), authority.acting_as(authority.of(actor)):
            return func(*args, **kwargs)

    DOORS[f"{func.__module__}.{func.__name__}"] = inside
    return inside
