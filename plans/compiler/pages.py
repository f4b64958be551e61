"""What the pages of the compiler show."""

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core.errors import NotPermitted, NotThere
from command.core.models import Person
from plans import selectors
from plans.compiler.catalogue import CATALOGUE
from plans.compiler.compile import compile_plan
from plans.compiler.findings import ERROR, WARNING, Compiled, Finding, Named
from plans.compiler.rights import may_check
from plans.document import Document, document_of
from plans.models import PlanVersion
from plans.selectors import PlanCard

PLACE: Final = re.compile(r"(?P<part>[a-z]+)\[(?P<index>\d+)\](?:\.(?P<field>[a-z_]+))?")
HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding and where it is mended; ``url`` is empty where there is no editor."""

    finding: Finding
    url: str


@dataclass(frozen=True, slots=True)
class Leg:
    """A step of the chain that decides the end of the plan."""

    key: str
    title: str
    starts: str
    ends: str


def version_checked(plan_id: UUID, person: Person) -> tuple[PlanCard, PlanVersion]:
    """Return the newest version of a plan, for those of its city.

    Raises ``NotThere``, or ``NotPermitted`` for those who only read the plan: what the
    compiler says tells of the stock and the people of the city.
    """
    card = selectors.card_of(plan_id, person)
    if not may_check(person, card.city):
        raise NotPermitted(_("The check of a plan is for its own city to see."), city=card.city)
    found = PlanVersion.objects.filter(plan=plan_id).order_by("-number").first()
    if found is None:
        raise NotThere(_("No such plan, or not visible to you."), plan_id=str(plan_id))
    return card, found


def check(card: PlanCard, version: PlanVersion) -> dict[str, Any]:
    """Return what the page of one plan's check shows."""
    document = document_of(version)
    result = compile_plan(
        document, city=card.city, kind=card.kind, event_types=card.event_types
    )
    return {
        "version": version,
        "checked_at": now(),
        "groups": _groups(card, document, result),
        "errors": len(result.errors),
        "warnings": len(result.warnings),
        "chain": _chain(document, result),
        "steps": len(document.steps),
        "ends": clock(max((t.finish for t in result.times.values()), default=0)),
        "ordered": bool(result.times) or not document.steps,
    }


def catalogue() -> dict[str, Any]:
    """Return what the page of the catalogue shows."""
    entries = list(CATALOGUE.values())
    return {
        "groups": [
            (
                _("Errors: the plan may not be submitted"),
                [entry for entry in entries if entry.severity == ERROR],
            ),
            (
                _("Warnings: it may, but look twice"),
                [entry for entry in entries if entry.severity == WARNING],
            ),
        ]
    }


def clock(minutes: float) -> str:
    """Return minutes after the activation as T+hours:minutes."""
    whole = round(minutes)
    return f"T+{whole // HOUR}:{whole % HOUR:02d}"


def _groups(
    card: PlanCard, document: Document, result: Compiled
) -> list[tuple[str, str, list[Shown]]]:
    def shown(found: list[Finding]) -> list[Shown]:
        return [Shown(one, place(card, document, one)) for one in found]

    return [
        ("error", pgettext("check", "Errors"), shown(result.errors)),
        ("warning", pgettext("check", "Warnings"), shown(result.warnings)),
    ]


def place(card: PlanCard, document: Document, finding: Finding) -> str:
    """Return where in the editor the place of a finding is, or empty."""
    try:
        url = reverse("plan-edit", args=[card.id])
    except NoReverseMatch:
        return ""
    at = PLACE.match(finding.at)
    if at is None:
        part = finding.at.partition(".")[0]
        return f"{url}?{urlencode({'part': part})}" if part else url
    rows = getattr(document, at["part"])
    index = int(at["index"])
    asked = {"part": at["part"], "key": rows[index].key if index < len(rows) else ""}
    anchor = f"#f-{at['field']}" if at["field"] else ""
    return f"{url}?{urlencode(asked)}{anchor}"


def _chain(document: Document, result: Compiled) -> list[Leg]:
    titles = {step.key: Named(step.title, step.title_en) for step in document.steps}
    return [
        Leg(
            key,
            str(titles[key]),
            clock(result.times[key].start),
            clock(result.times[key].finish),
        )
        for key in result.critical
    ]
