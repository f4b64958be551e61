"""What starting a plan would do, to the last name: shown before, and then done.

The preview and the start read it alike. ``digests`` tells the one from the other when
the world has changed in between.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

import orjson

from command.core.models import Person
from command.tasking.rights import commands, may_order, same_world
from command.tasking.selectors import Assignee
from incidents.models import Incident
from plans.activation.selectors.needs import Lack, lacks
from plans.activation.selectors.people import Recipient, recipients
from plans.document import Document, Notice, Step
from plans.selectors.owners import owners_of


@dataclass(frozen=True)
class Reach:
    """Whom ``person`` may give orders to in an incident; asked once a region."""

    person: Person | None
    incident: Incident
    known: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def commands(self) -> bool:
        """Whether they command the incident."""
        return self.person is None or commands(self.person, self.incident)

    def into(self, region: str) -> bool:
        """Return whether they may order somebody in ``region``."""
        if region not in self.known:
            self.known[region] = self.commands or may_order(self.person, self.incident, region)
        return self.known[region]


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of the plan, who it falls to, and where; ``after`` as far as it is done at all."""

    step: Step
    owner: Assignee | None
    where: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A notice of the plan and whom it reaches."""

    notice: Notice
    to: tuple[Recipient, ...]


@dataclass(frozen=True)
class Outline:
    """All that starting a plan at a level does."""

    level: int
    steps: tuple[Planned, ...]
    notices: tuple[Told, ...]
    needs: tuple[Lack, ...]

    @cached_property
    def digests(self) -> dict[str, str]:
        """A short digest of each part, by its key: what differs has changed."""
        told: dict[str, object] = {"level": self.level}
        for one in self.steps:
            owner = [one.owner.kind, str(one.owner.id)] if one.owner else None
            told[f"step {one.step.key}"] = [owner, one.where, one.after]
        for each in self.notices:
            told[f"notice {each.notice.key}"] = [r.key for r in each.to]
        for need in self.needs:
            told[f"need {need.key}"] = [need.what, need.quantity, need.asked, need.short]
        return {key: _digest(value) for key, value in told.items()}

    def count(self, unticked: Collection[str] = ()) -> int:
        """Return how many notices that makes, but for those left out."""
        return sum(len(each.to) for each in self.notices if each.notice.key not in unticked)

    @property
    def unassigned(self) -> list[Planned]:
        """The steps for which nobody is found."""
        return [one for one in self.steps if one.owner is None]


def outline(
    document: Document,
    city: str,
    level: int,
    *,
    incident: Incident,
    person: Person | None,
    keys: Collection[str] | None = None,
) -> Outline:
    """Return what the plan of ``city`` does in the incident when ``person`` starts it.

    With ``keys`` only these steps: those that a step up adds.
    """
    reach = Reach(person, incident)
    at_level = document.at_level(level)
    chosen = [step for step in at_level if keys is None or step.key in keys]
    here = {step.key for step in at_level}
    found = _owners(document, chosen, city, reach)
    steps = tuple(_planned(step, city, reach, found, here) for step in chosen)
    notices = [n for n in document.notices if not level or not n.levels or level in n.levels]
    told = recipients(document, notices, city) if notices else {}
    return Outline(
        level,
        steps,
        tuple(Told(n, told[n.key]) for n in notices),
        lacks(document, chosen, city, incident.exercise_id),
    )


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the keys of the parts that are not what they were, in order."""
    keys = [*before, *(key for key in after if key not in before)]
    return [key for key in keys if before.get(key) != after.get(key)]


def _planned(
    step: Step,
    city: str,
    reach: Reach,
    found: Mapping[str, Assignee | None],
    here: set[str],
) -> Planned:
    where = step.region or city
    if not reach.into(where):
        where = city
    return Planned(step, found[step.role], where, tuple(k for k in step.after if k in here))


def _owners(
    document: Document, steps: Sequence[Step], city: str, reach: Reach
) -> dict[str, Assignee | None]:
    """Return who each role of the steps falls to, if the person may give them orders."""
    keys = dict.fromkeys(step.role for step in steps)
    filled = owners_of([role for key in keys if (role := document.role(key))], city)
    found: dict[str, Assignee | None] = {}
    for key in keys:
        owner = filled.get(key)
        may = owner and reach.into(owner.region) and same_world(owner, reach.incident)
        found[key] = owner if may else None
    return found


def _digest(value: object) -> str:
    return sha256(orjson.dumps(value)).hexdigest()[:10]
