"""Handing the watch over: the page is gathered, frozen and signed by both."""

from dataclasses import asdict
from hashlib import sha256
from uuid import UUID

import orjson
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import DESK, require
from command.core.rooms import inbox_room, register_room
from command.core.times import iso
from incidents.roster import events
from incidents.roster.models import Handover, HandoverTaken
from incidents.roster.sections import page_of
from incidents.roster.selectors.cards import HandoverCard
from incidents.roster.selectors.handovers import no_such
from incidents.roster.selectors.shifts import next_shift, running_place

NOTES_LENGTH, REASON_LENGTH, REMARKS_LENGTH = 2000, 300, 1000


@door
def hand_over(
    *,
    actor: Person,
    region: str,
    taker_id: UUID,
    notes: str = "",
    override_reason: str = "",
) -> Handover:
    """Hand the watch of an authority over: the page as of now, signed by the giver.

    The giver is on the shift that runs, the taker on the one that relieves it; else a
    reason is given, which is recorded. Nobody hands over to themselves. Raises
    ``NotThere``, ``NotPermitted``, ``Invalid`` or ``Conflict``.
    """
    if region not in (*regions.CITIES, regions.REGION) or region != authority.current():
        raise Invalid(_("Each authority hands over its own watch."), field="region")
    require(actor, DESK, to=_("hand the watch over"), region=region)
    taker = Person.objects.filter(pk=taker_id, is_active=True, origin=region).first()
    if taker is None:
        raise NotThere(_("There is nobody like that to take over."), taker=str(taker_id))
    if taker.pk == actor.pk:
        raise Invalid(_("Nobody hands over to themselves."), field="taker")
    said, why = notes.strip(), override_reason.strip()
    if len(said) > NOTES_LENGTH or len(why) > REASON_LENGTH:
        raise Invalid(_("This is too long."), field="notes")
    place = running_place(actor, region)
    if not why:
        _require_rostered(place is not None, taker, region)

    content = {"pages": page_of(region), "notes": said, "as_of": iso(now())}
    handover = Handover(
        region_id=region,
        shift=place.shift if place else None,
        giver=actor,
        taker=taker,
        notes=said,
        override_reason=why,
        content=content,
        digest=digest_of(content),
        given_at=now(),
    )
    handover.save(force_insert=True)
    fact = events.HandoverGiven(
        handover_id=str(handover.pk),
        region=region,
        giver=actor.name,
        taker=taker.name,
        digest=handover.digest,
        reason=why,
    )
    _record(handover, None, fact, actor, also=taker)
    return handover


@door
def take_over(
    *, actor: Person, handover_id: UUID, digest: str, remarks: str = ""
) -> HandoverTaken:
    """Sign a handover as its taker, who read the page with this digest.

    Raises ``NotThere`` for anybody else, ``Conflict`` when they read another page, or
    ``BadTransition`` when it is signed already.
    """
    rows = Handover.objects.select_for_update(of=("self",)).select_related("giver", "taker")
    handover = rows.filter(pk=handover_id).first()
    if handover is None or actor.pk not in {handover.taker_id, handover.giver_id}:
        raise no_such()
    if actor.pk != handover.taker_id:
        raise NotPermitted(_("Whoever takes over signs."))
    if HandoverTaken.objects.filter(handover=handover).exists():
        raise BadTransition(_("It is signed already."))
    if digest != handover.digest:
        raise Conflict(_("The page you read is not the one that was handed over."))
    if len(remarks.strip()) > REMARKS_LENGTH:
        raise Invalid(_("This is too long."), field="remarks")
    taken = HandoverTaken(
        handover=handover,
        person=actor,
        digest=digest,
        remarks=remarks.strip(),
        at=now(),
    )
    taken.save(force_insert=True)
    fact = events.HandoverTaken(
        handover_id=str(handover.pk),
        region=handover.region_id,
        taker=actor.name,
        digest=digest,
    )
    _record(handover, taken, fact, actor, also=handover.giver)
    return taken


def digest_of(content: object) -> str:
    """Return SHA-256 over a frozen page, as anybody can compute it again."""
    return sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _require_rostered(giver_is_on: bool, taker: Person, region: str) -> None:  # noqa: FBT001
    coming = next_shift(region)
    places = coming.places.all() if coming else ()
    if not giver_is_on:
        raise Conflict(
            _("You are not on the roster now: say why you hand over."),
            field="override_reason",
        )
    if taker.pk not in {place.person_id for place in places}:
        raise Conflict(
            _("%(name)s is not on the roster of the next shift: say why.")
            % {"name": taker.name},
            field="override_reason",
        )


def _record(
    handover: Handover,
    taken: HandoverTaken | None,
    event: events.HandoverGiven | events.HandoverTaken,
    actor: Person,
    *,
    also: Person,
) -> None:
    view = {f"handover.{handover.pk}": asdict(HandoverCard.of(handover, taken))}
    rooms = {
        register_room(handover.region_id, handover.exercise_id),
        inbox_room(also.pk, handover.exercise_id),
    }
    journal.hold(*rooms)
    for room in sorted(rooms):
        journal.append(event, room=room, actor=actor, changed=view)
