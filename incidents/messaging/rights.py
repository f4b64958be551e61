"""Who may write, order, withdraw and instruct."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotPermitted
from command.core.models import Duty, Person
from command.core.policies import (
    ADMINISTRATORS,
    COMMANDING,
    DESK,
    Post,
    duties_of,
    holds,
    not_permitted,
)
from incidents.messaging.models import Message
from incidents.models import IncidentState
from incidents.rights import RECORDING, require_part

Channel = Message.Channel
WRITING = frozenset(Post.values) - ADMINISTRATORS - {Post.OBSERVER}


def require_writing(
    actor: Person, channel: str, region: str, incident: IncidentState | None
) -> None:
    """Raise ``NotPermitted`` unless ``actor`` may write into the channel."""
    to = _("write here")
    if incident is not None:
        require_part(actor, RECORDING, incident, to=to)
        return
    if channel == Channel.PERSON:
        allowed = duties_of(actor).filter(post__in=WRITING).exists()
    elif channel == Channel.JOINT:
        cities = (*regions.CITIES, regions.REGION)
        held = duties_of(actor).filter(post__in=DESK)
        allowed = held.filter(region__in=cities).exists()
    else:
        allowed = holds(actor, RECORDING, region=region)
    if not allowed:
        raise refused(actor, WRITING, region, to)


def require_ordering(
    actor: Person, places: Iterable[str], incident: IncidentState | None
) -> Duty:
    """Return the commanding duty in which ``actor`` signs an order to people of ``places``.

    Who commands the incident, or leads it, orders anybody who serves it; any other
    commander only their own. Raises ``NotPermitted``.
    """
    held = list(duties_of(actor).filter(post__in=COMMANDING).order_by("post", "starts_at"))
    if incident is not None:
        require_part(actor, COMMANDING, incident, to=_("give orders"))
        own = _in_command(held, incident)
        if own is not None:
            return own
    for duty in held:
        if duty.region_id and all(regions.covers(duty.region_id, place) for place in places):
            return duty
    raise refused(actor, COMMANDING, ", ".join(sorted(set(places))), _("give orders"))


def _in_command(held: list[Duty], state: IncidentState) -> Duty | None:
    incident = state.incident
    for duty in held:
        if duty.room_id == incident.room_id:
            return duty
        if duty.region_id and any(
            regions.covers(duty.region_id, place)
            for place in (incident.region_id, state.lead_authority)
        ):
            return duty
    return None


def home_of(person: Person) -> str:
    """Return where a person's desk stands: their authority, or the banner they serve in."""
    held = duties_of(person).filter(post__in=DESK, region__isnull=False)
    codes = sorted(str(code) for code in held.values_list("region_id", flat=True))
    if not codes or any(regions.covers(code, person.origin) for code in codes):
        return person.origin
    return codes[0]


def is_at(person: Person, posts: Iterable[str], *places: str) -> bool:
    """Return whether ``person`` holds one of ``posts`` over one of the places."""
    return any(holds(person, posts, region=place) for place in set(places))


def require_at(actor: Person, posts: Iterable[str], *places: str, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` holds one of ``posts`` over one of the places."""
    if not is_at(actor, posts, *places):
        raise refused(actor, posts, places[0], to)


def require_withdrawing(actor: Person | None, message: Message) -> None:
    """Raise ``NotPermitted`` unless ``actor`` sent it, or commands where it was sent from."""
    if actor is None or actor.pk == message.sender_id:
        return
    if not holds(actor, COMMANDING, region=message.origin):
        raise refused(actor, COMMANDING, message.origin, _("withdraw this"))


def refused(actor: Person, posts: Iterable[str], region: str, to: str) -> NotPermitted:
    """Return the refusal that names who may."""
    return not_permitted(posts, to=to, region=region, actor=actor.username)
