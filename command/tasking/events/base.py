"""What every fact about a task says; no event by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from command.core.tongues import is_english


@dataclass(frozen=True, kw_only=True)
class OfTask:
    """What every fact about a task says first; no event by itself."""

    task_id: str
    incident_id: str
    number: str
    title: str
    title_en: str = ""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the title in the language of the reader, as far as there is one."""
        title, assignee = payload.get("title", ""), payload.get("assignee", "")
        if is_english():
            title = payload.get("title_en") or title
            assignee = payload.get("assignee_en") or assignee
        people = payload.get("people", 0)
        counted = ngettext("%(count)d person", "%(count)d people", people) % {"count": people}
        return {"title": title, "assignee": assignee, "counted": counted}
