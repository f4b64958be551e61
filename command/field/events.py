"""Facts about acts on phones that newer data disagreed with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import tongues
from command.core.events import Event
from command.field.models import FieldConflict
from command.field.operations import KINDS
from incidents.scene import codes


@dataclass(frozen=True, kw_only=True)
class _OfConflict:
    """Names the conflict and the act."""

    conflict_id: str
    act: str
    title: str
    code: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the kind of act and its code into words."""
        kind = KINDS.get(payload["act"])
        said = {"act": str(kind.label) if kind else payload["act"]}
        if "why" in payload:
            # Before there was an English one, it was said in the sender's language.
            said["why"] = tongues.of_reader(payload["why"], payload.get("why_en", ""))
        if "how" in payload:
            said["how"] = str(FieldConflict.How(payload["how"]).label)
        return {**said, "code": codes.shown(payload["code"])}


@dataclass(frozen=True, kw_only=True)
class FieldConflictRaised(_OfConflict, Event):
    """A late act from a phone disagrees with newer data and lies before the liaison."""

    kind: ClassVar[str] = "field_conflict.raised"
    says: ClassVar[str | Promise] = _(
        "{actor}, from the field: {act} ({title}) disagrees with newer data and waits for the"
        " liaison: {why} [{code}]"
    )
    why: str
    why_en: str


@dataclass(frozen=True, kw_only=True)
class FieldConflictSettled(_OfConflict, Event):
    """The liaison applied a late act, or let it be."""

    kind: ClassVar[str] = "field_conflict.settled"
    says: ClassVar[str | Promise] = _(
        "{actor} settled a late act from the field, {act} ({title}): {how} {reason} [{code}]"
    )
    how: str
    reason: str
