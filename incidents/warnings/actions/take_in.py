"""Taking in warning messages of other senders."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q
from django.utils.translation import gettext as _

from command.core import authority, media, regions
from command.core.doors import door
from command.core.errors import Conflict, NotPermitted
from command.core.models import MediaFile, Person
from command.core.policies import DESK, duties_of
from incidents.models import EventType
from incidents.warnings import events
from incidents.warnings.actions import duties, tell
from incidents.warnings.cap import dialects
from incidents.warnings.cap.message import Message
from incidents.warnings.cap.reading import fault
from incidents.warnings.lifecycle import Kind
from incidents.warnings.models import PublicWarning, WarningVersion
from incidents.warnings.selectors import cities_of, every, fresh, locked, visible_to

XML = "application/xml"
LIMITS = {"identifier": 200, "sender": 64, "senderName": 120, "headline": 300}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A message that is here now; ``new`` unless it was before."""

    warning: PublicWarning
    new: bool


@door
def import_warning(*, actor: Person | None, content: bytes) -> TakenIn:
    """Take in a message in either dialect, with its file and its sender.

    The same message again changes nothing. An Update or Cancel joins the warning that it
    names. Raises ``NotPermitted``, ``TooLarge``, ``WrongKind``, or ``Invalid`` naming
    element and reason.
    """
    where = _authority(actor)
    message = dialects.read(content)
    _judge(message)
    known = _found(message.identifier, message.sender, actor)
    if known is not None:
        return TakenIn(known.warning, new=False)
    before = _chain(message, actor)
    file = _keep(content)
    if before is None:
        warning = _header(message, where)
        warning.save(force_insert=True)
        step = 1
    else:
        warning = locked(before.warning_id, actor=actor)
        step = list(warning.versions.all())[-1].step + 1

    version = _say(warning, message, file, actor, step)
    tell.hold_all(warning, version)
    card = fresh(warning.pk)
    fact = events.WarningImported(
        warning_id=card.id,
        headline=card.headline,
        level=card.level,
        sender=message.sender_name,
        message=version.kind,
    )
    tell.tell(fact, card, actor, version.sent_at)
    tell.tell_addressed(warning, card, actor)
    if version.kind == Kind.CANCEL:
        duties.lapse(warning, actor, version.sent_at, _("the warning was lifted"))
    else:
        duties.adjust(warning, version, actor)
    return TakenIn(warning, new=True)


def _authority(actor: Person | None) -> str:
    """Return the authority that takes the message in: the widest desk of the person."""
    if actor is None:
        return authority.current()
    held = duties_of(actor).filter(post__in=DESK, region__isnull=False)
    codes = [str(code) for code in held.values_list("region_id", flat=True)]
    if not codes:
        raise NotPermitted(
            _("Only somebody at a command post may take in warnings."),
            posts=sorted(str(post) for post in DESK),
        )
    return min(codes, key=lambda code: (code != regions.REGION, not code.endswith("00"), code))


def _judge(message: Message) -> None:
    given = {
        "identifier": message.identifier,
        "sender": message.sender,
        "senderName": message.sender_name,
        "headline": message.headline,
    }
    for element, words in given.items():
        if len(words) > LIMITS[element]:
            fault(element, _("it is longer than is accepted"))
    if any(len(code) > 12 for code in message.regions):
        fault("geocode", _("a code of a region has at most twelve signs"))
    if len(message.matters) > 4000 or len(message.advice) > 4000:
        fault("description", _("it is longer than is accepted"))
    if len(message.area_text) > 500 or len(message.note) > 500 or len(message.contact) > 200:
        fault("areaDesc", _("it is longer than is accepted"))


def _found(identifier: str, sender: str, actor: Person | None) -> WarningVersion | None:
    mine = visible_to(actor) if actor is not None else every()
    rows = WarningVersion.objects.filter(
        identifier=identifier, exercise=authority.exercise(), warning__in=mine
    )
    named = Q(warning__unit_code=sender) if sender else Q()
    return rows.filter(named).exclude(kind=Kind.EXPIRED).select_related("warning").first()


def _chain(message: Message, actor: Person | None) -> WarningVersion | None:
    if message.kind == Kind.ALERT:
        return None
    for reference in message.references:
        found = _found(reference.identifier, reference.sender or message.sender, actor)
        if found is None:
            continue
        if not found.warning.foreign:
            raise Conflict(_("This warning was issued here; only its issuer changes it."))
        if found.warning.unit_code != message.sender:
            fault("references", _("it names a message of another sender"))
        return found
    return fault("references", _("none of the messages that it names has been taken in"))


def _header(message: Message, where: str) -> PublicWarning:
    return PublicWarning(
        event_type=EventType.objects.filter(pk=message.event_code).first(),
        event_text=(message.event_text or message.event_code)[:120],
        region_id=where,
        unit_code=message.sender,
        unit_name=message.sender_name,
        foreign=True,
        room=tell.room_of(None, where, authority.exercise()),
        issued_at=message.sent_at,
    )


def _say(
    warning: PublicWarning, message: Message, file: MediaFile, actor: Person | None, step: int
) -> WarningVersion:
    version = WarningVersion(
        warning=warning,
        step=step,
        kind=message.kind,
        handling=message.handling,
        identifier=message.identifier,
        sent_at=message.sent_at,
        level=message.level,
        urgency=message.urgency,
        certainty=message.certainty,
        effective_at=message.effective_at,
        onset_at=message.onset_at,
        expires_at=message.expires_at,
        headline=message.headline,
        matters=message.matters,
        advice=message.advice,
        area_text=message.area_text,
        regions=list(message.regions),
        polygons=[[list(point) for point in ring] for ring in message.polygons],
        circles=[list(circle) for circle in message.circles],
        channels=list(message.channels),
        addressed=cities_of(code for code in message.regions if regions.known(code)),
        note=message.note,
        contact=message.contact,
        carried=_carried(message),
        original=file,
        actor=actor,
    )
    version.save(force_insert=True)
    return version


def _carried(message: Message) -> dict[str, object]:
    return {
        "category": message.category,
        "event_code": message.event_code,
        "event_text": message.event_text,
        "parameters": [list(pair) for pair in message.parameters],
        "references": [
            [r.sender, r.identifier, r.sent_at.isoformat() if r.sent_at else ""]
            for r in message.references
        ],
    }


def _keep(content: bytes) -> MediaFile:
    """Keep the file as it came. It was read as a message, so it is one."""
    name = sha256(content).hexdigest()
    media.keep(content, name)
    mine = MediaFile.objects.filter(
        sha256=name, origin=authority.current(), exercise=authority.exercise()
    )
    there: MediaFile | None = mine.first()
    if there is not None:
        return there
    file = MediaFile(sha256=name, size=len(content), content_type=XML)
    file.save(force_insert=True)
    return file
