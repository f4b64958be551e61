"""Checking a set of plan files before any of them is in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plans.compiler.compile import compiled, read
from plans.compiler.facts import Pledge
from plans.compiler.findings import Compiled, Finding
from plans.compiler.gather import Gathered, gathered
from plans.document import Document, plain_yaml


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan and what the compiler says of it."""

    name: str
    title: str
    result: Compiled


def check_files(paths: Iterable[Path]) -> list[Checked]:
    """Compile the plans in these files together: what one offers, another may count on."""
    told = [(path.name, plain_yaml.load(path.read_text(encoding="utf-8"))) for path in paths]
    return check_set([(name, plan) for name, plan in told if isinstance(plan, Mapping)])


def check_set(plans: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Checked]:
    """Compile plans, as their files say them, together."""
    read_ones = [(name, plan, read(plan.get("document", {}))) for name, plan in plans]
    world = gathered()
    offered = [
        pledge
        for _name, plan, document in read_ones
        if isinstance(document, Document)
        for pledge in _offers(str(plan.get("city", "")), document, world)
    ]
    return [
        Checked(name, str(plan.get("title", "")), _compiled(plan, document, world, offered))
        for name, plan, document in read_ones
    ]


def _compiled(
    plan: Mapping[str, Any],
    document: Document | Finding,
    world: Gathered,
    offered: list[Pledge],
) -> Compiled:
    if isinstance(document, Finding):
        return Compiled((document,), {}, [])
    facts = world.facts(
        document,
        str(plan.get("city", "")),
        kind=str(plan.get("kind", "")),
        event_types=plan.get("event_types", ()),
        promised=offered,
    )
    return compiled(document, facts)


def _offers(city: str, document: Document, world: Gathered) -> list[Pledge]:
    return [
        Pledge(
            giver=city,
            taker=offer.city,
            what=offer.what,
            quantity=offer.quantity,
            capabilities=world.able(offer.what, frozenset(offer.capabilities)),
            within_minutes=offer.within_minutes,
        )
        for offer in document.offers
    ]
