"""The facts that readiness records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from command.core.tongues import is_english
from plans.events import OfPlan


@dataclass(frozen=True, kw_only=True)
class ReadinessReckoned(OfPlan, Event):
    """A plan was played through; ``cause`` is the gravest, in Chinese and English."""

    kind: ClassVar[str] = "readiness.reckoned"
    says: ClassVar[str | Promise] = _(
        "Readiness of “{title}”: every deadline met with {percent} %. {why}"
    )
    run_id: str
    percent: int
    cause: list[str]

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the gravest cause in the language of the reader."""
        said = super().words(payload)
        in_chinese = not is_english()
        return {**said, "why": payload["cause"][0 if in_chinese else 1]}
