"""Taking in messages of the standard: each knocks at one of our doors, as its sender."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, media
from command.core.doors import door
from command.core.errors import NotPermitted
from command.core.models import MediaFile, Person
from command.core.policies import holds
from resources.edxl.actions.acts import ACTS
from resources.edxl.actions.recalls import RECALLED, is_recall
from resources.edxl.message import Message
from resources.edxl.parsing import parse
from resources.edxl.reading import Found, fault, messages_in, name, text
from resources.edxl.reasons import reason_for
from resources.loans.models import ReceivedMessage
from resources.rights import MAY_ASK, MAY_COMMIT

XML = "application/xml"
LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message: what it is here, or the reason why it is nothing."""

    message_id: str
    kind: str
    outcome: str  # taken, repeated, refused
    about: str
    reason: str


@door
def take_in(*, actor: Person, content: bytes, is_preview: bool = False) -> list[Outcome]:
    """Take in a message, or an envelope of several: all of it, or nothing.

    A kind without a counterpart here is kept as it came and refused with the reason; a
    message that was taken before changes nothing. A preview does the same and takes it
    back. Raises ``NotPermitted``, ``TooLarge``, ``WrongKind``, ``Invalid``, or whatever
    the door refuses that the message knocks at.
    """
    if not holds(actor, MAY_ASK | MAY_COMMIT, region=actor.origin):
        raise NotPermitted(_("Only somebody at a desk of the city may take in messages."))
    found = messages_in(content)
    with transaction.atomic():
        outcomes = [_one(actor, one, content, is_preview=is_preview) for one in found]
        if is_preview:
            transaction.set_rollback(True)
    return outcomes


def _one(actor: Person, found: Found, content: bytes, *, is_preview: bool) -> Outcome:
    if found.kind not in ACTS:
        return _refused(actor, found, content, is_preview=is_preview)
    message = parse(found)
    before = ReceivedMessage.objects.filter(
        message_id=message.message_id, origin=authority.current(), is_taken=True
    ).first()
    if before is not None:
        return Outcome(message.message_id, message.kind.value, "repeated", before.about, "")
    acts = RECALLED if is_recall(message) else ACTS
    about, exercise = acts[message.kind](actor, message)
    _keep(actor, content, message, about, exercise, is_preview=is_preview)
    return Outcome(message.message_id, message.kind.value, "taken", about, "")


def _refused(actor: Person, found: Found, content: bytes, *, is_preview: bool) -> Outcome:
    """Keep a message that has no counterpart here, and say why nothing comes of it."""
    told = text(found.root, "MessageID")
    if not told or len(told) > LONGEST_ID:
        fault("MessageID", _("it is missing in %s") % name(found.root))
    reason = str(reason_for(found.kind))
    if not is_preview:
        ReceivedMessage(
            message_id=told,
            kind=found.name[:64],
            is_taken=False,
            reason=reason[:300],
            file=_file(content),
            actor=actor,
            received_at=now(),
        ).save(force_insert=True)
    return Outcome(told, found.name, "refused", "", reason)


def _keep(
    actor: Person,
    content: bytes,
    message: Message,
    about: str,
    exercise: UUID | None,
    *,
    is_preview: bool,
) -> None:
    if is_preview:
        return
    with authority.in_exercise(exercise):
        ReceivedMessage(
            message_id=message.message_id,
            kind=message.kind.value,
            sender=message.sender,
            preceding=message.preceding[:200],
            is_taken=True,
            about=about,
            file=_file(content),
            actor=actor,
            received_at=now(),
        ).save(force_insert=True)


def _file(content: bytes) -> MediaFile:
    """Keep the document as it came: under its own hash, once."""
    digest = sha256(content).hexdigest()
    media.keep(content, digest)
    mine = MediaFile.objects.filter(
        sha256=digest, origin=authority.current(), exercise=authority.exercise()
    )
    there: MediaFile | None = mine.first()
    if there is not None:
        return there
    file = MediaFile(sha256=digest, size=len(content), content_type=XML)
    file.save(force_insert=True)
    return file
