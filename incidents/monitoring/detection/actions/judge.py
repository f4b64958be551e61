"""What is asked of a rule before it is written."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from command.core import authority, regions
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from incidents.actions.judge import known_region
from incidents.monitoring.detection.lifecycle import Kind, Scope
from incidents.monitoring.detection.models import AlarmRule
from incidents.monitoring.detection.selectors import members_of
from incidents.monitoring.detection.terms import Combined, Terms
from incidents.monitoring.models import Datastream, ObservedProperty
from incidents.monitoring.selectors import streams as streams_of


@dataclass(frozen=True, slots=True)
class Aim:
    """What a new rule is for: one stream, the streams of a quantity, a list, or all.

    ``instead`` is the code of a rule of the region whose place it takes in its territory.
    """

    kind: str
    scope: str
    region: str = ""
    stream_id: UUID | None = None
    observed_id: UUID | None = None
    instead: str = ""


def stream_of(actor: Person | None, aim: Aim, terms: Terms) -> Datastream | None:
    """Return the stream that a rule is about, or where the alarm of a combination rings."""
    if aim.scope not in Scope.values or (aim.scope == Scope.SEVERAL) != (
        aim.kind == Kind.COMBINED
    ):
        raise Invalid(_("A rule of this kind cannot be for that."), field="scope")
    if aim.scope not in {Scope.STREAM, Scope.SEVERAL}:
        return None
    members = members_of(terms)
    parameters = terms.parameters
    first = parameters.members[0][0] if isinstance(parameters, Combined) else None
    wanted = aim.stream_id or first
    if wanted is None:
        raise Invalid(_("Say which stream the rule is about."), field="stream")
    if members and wanted not in members:
        raise Invalid(_("The alarm rings at one of the streams."), field="stream")
    stream = _seen(actor).filter(pk=wanted).first()
    if stream is None:
        raise NotThere(_("No such stream, or not visible to you."))
    return stream


def region_of(actor: Person | None, aim: Aim, stream: Datastream | None, terms: Terms) -> str:
    """Return whose rule it is: of several streams, the smallest territory they all lie in."""
    if stream is None:
        return known_region(aim.region or regions.REGION)
    others = _seen(actor).filter(pk__in=members_of(terms))
    places = {one.station.region_id or regions.REGION for one in (stream, *others)}
    if len(places) > 1:
        places = {regions.city_of(place) for place in places}
    return places.pop() if len(places) == 1 else regions.REGION


def observed_of(aim: Aim) -> ObservedProperty | None:
    """Return the quantity whose streams a rule is about."""
    if aim.scope != Scope.PROPERTY:
        return None
    keyed = ObservedProperty.objects.filter(pk=aim.observed_id) if aim.observed_id else None
    found = keyed.first() if keyed is not None else None
    if found is None:
        raise Invalid(_("Say which quantity the rule is about."), field="observed")
    return found


def not_there_yet(aim: Aim, region: str, stream: Datastream | None) -> None:
    """Raise a refusal unless the rule whose place this one takes is there, and of its kind."""
    if not aim.instead:
        return
    same = AlarmRule.objects.filter(code=aim.instead, kind=aim.kind)
    if region == regions.REGION or stream or not same.filter(origin=regions.REGION).exists():
        raise Invalid(_("There is no such rule whose place it could take."), field="instead")
    if same.filter(origin=authority.current()).exists():
        raise Conflict(_("Your authority has a rule of its own in its place already."))


def members(actor: Person | None, terms: Terms, region: str, anchor: Datastream | None) -> None:
    """Raise a refusal unless the streams of a combination are there, and of one world."""
    wanted = members_of(terms)
    if not wanted or anchor is None:
        return
    found = {stream.id: stream for stream in _seen(actor).filter(pk__in=wanted)}
    if anchor.id not in wanted:
        raise Invalid(_("The alarm rings at one of the streams."), field="members")
    for member in wanted:
        stream = found.get(member)
        if stream is None:
            raise Invalid(_("One of the streams is not there."), field="members")
        if stream.exercise_id != anchor.exercise_id:
            raise Conflict(_("What belongs to an exercise stays in that exercise."))
        if not regions.covers(region, stream.station.region_id or regions.REGION):
            raise Invalid(
                _("A stream lies outside the territory of the rule."), field="members"
            )


def short(text: str, most: int, field: str) -> str:
    """Return a text that is not too long. Raises ``Invalid``."""
    if len(text) > most or "\x00" in text:
        raise Invalid(_("This is too long."), field=field)
    return text


def _seen(actor: Person | None) -> QuerySet[Datastream]:
    rows = Datastream.objects.all() if actor is None else streams_of(actor)
    return rows.select_related("station", "state")
