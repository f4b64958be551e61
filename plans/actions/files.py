"""Files at a plan: attaching, taking off, and carrying them over to the next version."""

from hashlib import sha256
from pathlib import PurePath
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, media
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import MediaFile, Person
from command.core.policies import require
from plans.actions.rights import DRAFTING, State, in_state, require_own
from plans.actions.telling import tell
from plans.events import PlanFileAdded, PlanFileRemoved
from plans.files import examine
from plans.models import PlanAttachment, PlanVersion
from plans.selectors.plans import locked

MOST_FILES = 40  # at one version
Kind = PlanAttachment.Kind


@door
def attach_file(
    *, actor: Person | None, plan_id: UUID, content: bytes, file_name: str
) -> PlanAttachment:
    """Attach a file to the draft: PDF, Word, Excel or picture, judged by what is in it.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` when there is no draft,
    ``Invalid``, ``TooLarge``, ``WrongKind`` or ``Conflict`` when there are too many.
    """
    plan = locked(plan_id)
    require(actor, DRAFTING, to=_("redraft a plan"), region=plan.city_id)
    require_own(plan)
    version = in_state(plan, State.DRAFT)
    made = attached(version, content, file_name, Kind.ANNEX, actor)
    tell(PlanFileAdded, plan, version, actor, name=made.name)
    return made


@door
def remove_file(*, actor: Person | None, plan_id: UUID, attachment_id: UUID) -> PlanAttachment:
    """Take a file off the draft; the versions before keep it.

    Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``.
    """
    plan = locked(plan_id)
    require(actor, DRAFTING, to=_("redraft a plan"), region=plan.city_id)
    require_own(plan)
    version = in_state(plan, State.DRAFT)
    found = version.attachments.filter(pk=attachment_id, removed_at__isnull=True).first()
    if found is None:
        raise NotThere(gettext_lazy("There is no such file at the draft."))
    found.removed_by, found.removed_at = actor, now()
    found.save(update_fields=["removed_by", "removed_at"])
    tell(PlanFileRemoved, plan, version, actor, name=found.name)
    return found


def attached(
    version: PlanVersion, content: bytes, file_name: str, kind: str, actor: Person | None
) -> PlanAttachment:
    """Judge and keep a file and attach it; for doors."""
    if version.attachments.filter(removed_at__isnull=True).count() >= MOST_FILES:
        raise Conflict(gettext_lazy("There are too many files at this plan."), most=MOST_FILES)
    content_type = examine(content)
    digest = sha256(content).hexdigest()
    media.keep(content, digest)
    file = kept(version, digest, len(content), content_type)
    return _attach(version, file, kind, _name(file_name), actor)


def carry_over(version: PlanVersion, before: PlanVersion | None = None) -> None:
    """Begin a version with the files of the one before, or of ``before``; for doors."""
    if before is None:
        earlier = PlanVersion.objects.filter(plan=version.plan_id, number__lt=version.number)
        before = earlier.order_by("-number").first()
    if before is None:
        return
    there = before.attachments.filter(removed_at__isnull=True).select_related("file")
    for each in there.order_by("added_at", "pk"):
        file = kept(version, each.file.sha256, each.file.size, each.file.content_type)
        _attach(version, file, each.kind, each.name, each.added_by)


def kept(version: PlanVersion, digest: str, size: int, content_type: str) -> MediaFile:
    """Return the acting authority's row of a content that is on the disk, in its world."""
    mine = MediaFile.objects.filter(
        sha256=digest, origin=authority.current(), exercise=version.exercise_id
    )
    there = mine.first()
    if there is not None:
        return there
    file = MediaFile(sha256=digest, size=size, content_type=content_type)
    try:
        # A savepoint: somebody else may keep the same content at this moment.
        with transaction.atomic(), authority.in_exercise(version.exercise_id):
            file.save(force_insert=True)
    except IntegrityError:
        return mine.get()
    return file


def _attach(
    version: PlanVersion, file: MediaFile, kind: str, name: str, actor: Person | None
) -> PlanAttachment:
    made = PlanAttachment(
        version=version, file=file, kind=kind, name=name, added_by=actor, added_at=now()
    )
    made.save(force_insert=True)
    return made


def _name(given: str) -> str:
    name = PurePath(given.replace("\\", "/")).name.replace("\x00", "").strip()
    if not name:
        raise Invalid(gettext_lazy("The file has no name."), field="file")
    return name[-120:]
