"""Which rules hold for which streams."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import now

from command.core import regions
from command.core.errors import Invalid
from incidents.monitoring.detection.lifecycle import Kind, Scope
from incidents.monitoring.detection.models import AlarmRule, AlarmRuleVersion
from incidents.monitoring.detection.parse import terms_of
from incidents.monitoring.detection.selectors.known import Known
from incidents.monitoring.detection.terms import Combined, Terms
from incidents.monitoring.models import Datastream

FEW = 500  # streams; for more of them all rules are read, and chosen from here
# What is told first of one reading.
ORDER = [Kind.SILENCE, Kind.STAGE, Kind.THRESHOLD, Kind.RATE, Kind.FROZEN, Kind.COMBINED]
logger = logging.getLogger(__name__)

Place = tuple[str, UUID | None, UUID | None]  # region, exercise, observed property
Held = tuple[AlarmRule, Terms]


@dataclass
class Book:
    """The rules in force now, for looking up by stream; asks the database nothing."""

    wide: list[Held]
    narrow: dict[UUID, list[Held]]
    combined: list[Held]
    places: dict[Place, list[Held]] = field(default_factory=dict)

    @classmethod
    def of(cls, streams: Iterable[Datastream], at: datetime | None = None) -> Self:
        """Read the rules that may hold for these streams. One query."""
        return cls.made(held(_about(list(streams)), at))

    @classmethod
    def known(cls, to_process: Known) -> Self:
        """Return all rules, as this process knows them. One query when others hold now."""
        book: Self = to_process.get("rules", lambda: cls.made(held(Q())))
        return book

    @classmethod
    def made(cls, found: Iterable[Held]) -> Self:
        """Sort rules by what they are about."""
        wide: list[Held] = []
        narrow: dict[UUID, list[Held]] = {}
        combined: list[Held] = []
        for rule, terms in found:
            if rule.scope == Scope.SEVERAL:
                combined.append((rule, terms))
            elif rule.scope == Scope.STREAM and rule.datastream_id is not None:
                narrow.setdefault(rule.datastream_id, []).append((rule, terms))
            else:
                wide.append((rule, terms))
        return cls(wide, narrow, [one for one in combined if one[0].enabled])

    def for_stream(self, stream: Datastream) -> list[Terms]:
        """Return what a stream is judged by; needs its station read before."""
        where = stream.station.region_id or regions.REGION
        place = (where, stream.exercise_id, stream.observed_id)
        if place not in self.places:
            self.places[place] = [one for one in self.wide if _reaches(one[0], *place)]
        found = self.places[place]
        if own := self.narrow.get(stream.id):
            found = found + own
        return _chosen(found) if found else []

    def combined_with(self, streams: Collection[UUID]) -> list[Held]:
        """Return the combinations that one of these streams is part of."""
        return [
            (rule, terms)
            for rule, terms in self.combined
            if not members_of(terms).isdisjoint(streams)
        ]


def members_of(terms: Terms) -> frozenset[UUID]:
    """Return the streams of a combination; none of another kind."""
    parameters = terms.parameters
    if isinstance(parameters, Combined):
        return frozenset(stream for stream, _limit in parameters.members)
    return frozenset()


def held(about: Q, at: datetime | None = None) -> list[Held]:
    """Return rules with the version that holds now, in the order in which they tell.

    Disabled ones too when they have a code: they take the place of a wider one. A rule
    that cannot be read is reported and left out: it must never stop the readings.
    """
    versions = AlarmRuleVersion.objects.filter(about, from_at__lte=at or now())
    versions = versions.filter(Q(rule__enabled=True) | ~Q(rule__code=""))
    found: list[Held] = []
    for version in (
        versions.order_by("rule_id", "-number").distinct("rule_id").select_related("rule")
    ):
        try:
            found.append((version.rule, terms_of(version)))
        except (Invalid, ValueError):
            logger.exception("rule %s, version %s makes no sense", version.rule, version.number)
    return sorted(
        found, key=lambda one: (ORDER.index(one[1].kind), -one[1].level, one[0].code, one[0].id)
    )


def _about(streams: list[Datastream]) -> Q:
    if len(streams) > FEW:
        return Q()
    observed = {stream.observed_id for stream in streams if stream.observed_id}
    return (
        Q(rule__scope__in=[Scope.EVERY, Scope.SEVERAL])
        | Q(rule__scope=Scope.PROPERTY, rule__observed__in=observed)
        | Q(rule__scope=Scope.STREAM, rule__datastream__in=[s.id for s in streams])
    )


def _reaches(
    rule: AlarmRule, region: str, exercise: UUID | None, observed: UUID | None
) -> bool:
    return (
        regions.covers(rule.region_id, region)
        and rule.exercise_id in {None, exercise}
        and (rule.scope == Scope.EVERY or rule.observed_id == observed)
    )


def _chosen(found: list[Held]) -> list[Terms]:
    """Return what holds among rules that reach: of one code that of the smallest territory."""
    narrowest: dict[str, AlarmRule] = {}
    for rule, _terms in found:
        if rule.code:
            other = narrowest.get(rule.code)
            if other is None or regions.covers(other.region_id, rule.region_id):
                narrowest[rule.code] = rule
    return [
        terms
        for rule, terms in found
        if rule.enabled and (not rule.code or narrowest[rule.code] is rule)
    ]
