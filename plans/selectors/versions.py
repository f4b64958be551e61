"""The versions of a plan and their files, cut to what a person may read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.errors import NotThere
from command.core.models import Person
from plans.models import PlanAttachment, PlanVersion
from plans.selectors.plans import sees_all_of, visible_to

State = PlanVersion.State
# What was in force once was shown to all four cities, and stays so while the plan is.
ONCE_PUBLIC = (State.PUBLISHED, State.SUPERSEDED)


DEEDS: dict[str, Promise | str] = {
    "drafted": pgettext_lazy("plan deed", "Last written"),
    "submitted": pgettext_lazy("plan deed", "Submitted"),
    "returned": pgettext_lazy("plan deed", "Returned"),
    "approved": pgettext_lazy("plan deed", "Approved"),
    "published": pgettext_lazy("plan deed", "Published"),
    "superseded": pgettext_lazy("plan deed", "Superseded"),
    "withdrawn": pgettext_lazy("plan deed", "Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One act in the life of a version."""

    key: str
    by: str
    at: datetime

    @property
    def name(self) -> str:
        """What was done, in the language of the reader."""
        return str(DEEDS[self.key])


@dataclass(frozen=True, slots=True)
class VersionCard:
    """The public view of a version: what it is, and who did what to it when."""

    id: str
    plan: str
    number: int
    state: str
    edits: int
    steps: int
    deeds: tuple[Deed, ...]
    comment: str
    review_due: date | None

    @property
    def state_name(self) -> str:
        """The state in the language of the reader."""
        return str(State(self.state).label)

    @classmethod
    def of(cls, version: PlanVersion) -> Self:
        """Build the card; asks nothing when the people were fetched along."""
        deeds = [
            Deed(key, by.name if by else "", at)
            for key, by, at in (
                ("drafted", version.drafted_by, version.drafted_at),
                ("submitted", version.submitted_by, version.submitted_at),
                ("returned", version.returned_by, version.returned_at),
                ("approved", version.approved_by, version.approved_at),
                ("published", version.published_by, version.published_at),
                (str(version.state), version.ended_by, version.ended_at),
            )
            if at is not None
        ]
        return cls(
            id=str(version.pk),
            plan=str(version.plan_id),
            number=version.number,
            state=str(version.state),
            edits=version.edits,
            steps=len(version.document.get("steps", ())),
            deeds=tuple(sorted(deeds, key=lambda deed: deed.at)),
            comment=version.comment,
            review_due=version.review_due,
        )


def versions_of(plan_id: UUID, person: Person) -> list[PlanVersion]:
    """Return the versions that ``person`` may read, newest first. Raises ``NotThere``."""
    plan = visible_to(person).filter(pk=plan_id).first()
    if plan is None:
        raise NotThere(_("No such plan, or not visible to you."), plan_id=str(plan_id))
    found = PlanVersion.objects.filter(plan=plan)
    if not sees_all_of(plan, person):
        found = found.filter(state__in=ONCE_PUBLIC)
    return list(_with_people(found).order_by("-number"))


def version_of(version_id: UUID, person: Person) -> PlanVersion:
    """Return a version that ``person`` may read, its plan along. Raises ``NotThere``."""
    plans = visible_to(person)
    found = PlanVersion.objects.filter(pk=version_id, plan__in=plans)
    version = _with_people(found).first()
    if version is None or not (
        version.state in ONCE_PUBLIC or sees_all_of(version.plan, person)
    ):
        raise NotThere(_("No such version, or not visible to you."), version=str(version_id))
    return version


def numbered(plan_id: UUID, number: int, person: Person) -> PlanVersion:
    """Return a version of a plan by its number. Raises ``NotThere``."""
    for version in versions_of(plan_id, person):
        if version.number == number:
            return version
    raise NotThere(_("No such version, or not visible to you."), number=number)


def files_of(version: PlanVersion) -> list[PlanAttachment]:
    """Return the files at a version. One query."""
    there = version.attachments.filter(removed_at__isnull=True)
    return list(there.select_related("file", "added_by"))


def file_seen(plan_id: UUID, attachment_id: UUID, person: Person) -> PlanAttachment:
    """Return a file at a version that ``person`` may read. Raises ``NotThere``."""
    found = PlanAttachment.objects.filter(pk=attachment_id, version__plan=plan_id)
    file = found.select_related("file", "version__plan").first()
    if file is None:
        raise NotThere(_("No such file, or not visible to you."))
    version_of(file.version_id, person)
    return file


def sees_file(sha256: str, person: Person) -> bool:
    """Return whether ``person`` may see a file by its content: some version shows it."""
    found = PlanAttachment.objects.filter(file__sha256=sha256, removed_at__isnull=True)
    for each in found.filter(version__plan__in=visible_to(person)).select_related(
        "version__plan"
    ):
        if each.version.state in ONCE_PUBLIC or sees_all_of(each.version.plan, person):
            return True
    return False


def _with_people(found: QuerySet[PlanVersion]) -> QuerySet[PlanVersion]:
    return found.select_related(
        "plan", "drafted_by", "submitted_by", "returned_by",
        "approved_by", "published_by", "ended_by",
    )  # fmt: skip
