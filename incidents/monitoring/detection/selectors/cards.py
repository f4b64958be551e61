"""Rules as people may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of, within
from command.core.rooms import register_room
from command.core.times import iso
from incidents.monitoring.detection.models import AlarmRule, AlarmRuleVersion


def rule_room(rule: AlarmRule) -> str:
    """Return the room in which a rule's facts are told."""
    return register_room(rule.region_id, rule.exercise_id)


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule with its newest version; ``margin`` null means the stream's own.

    ``stream`` is the one it watches, or where the alarm of a combination rings;
    ``observed`` is the quantity whose streams it watches.
    """

    id: str
    code: str
    name_zh: str
    name_en: str
    kind: str
    scope: str
    region: str
    stream: str | None
    observed: str | None
    enabled: bool
    version: int
    level: int
    parameters: dict[str, Any]
    margin: float | None
    for_s: int
    season_from: str
    season_to: str
    from_at: str
    author: str | None
    note: str
    room: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, rule: AlarmRule, version: AlarmRuleVersion) -> Self:
        """Build the card; needs the author read before."""
        return cls(
            id=str(rule.id),
            code=rule.code,
            name_zh=rule.name_zh,
            name_en=rule.name_en or rule.name_zh,
            kind=str(rule.kind),
            scope=str(rule.scope),
            region=rule.region_id,
            stream=str(rule.datastream_id) if rule.datastream_id else None,
            observed=rule.observed.code if rule.observed else None,
            enabled=rule.enabled,
            version=version.number,
            level=version.level,
            parameters=version.parameters,
            margin=version.margin,
            for_s=version.for_s,
            season_from=version.season_from,
            season_to=version.season_to,
            from_at=iso(version.from_at),
            author=version.author.name if version.author else None,
            note=version.note,
            room=rule_room(rule),
            at=iso(rule.changed_at),
            exercise=rule.exercise_id is not None,
            origin=rule.origin,
        )


def rules_of(person: Person) -> QuerySet[AlarmRule]:
    """Return the rules that ``person`` may see: those of their territory, and the region's."""
    scopes = scopes_of(person)
    mine = Q(pk__in=[])
    for scope in scopes:
        mine |= within(scope, "region_id")
    if scopes:
        mine |= Q(region=regions.REGION)
        mine |= Q(region__in={regions.city_of(scope) for scope in scopes})
    return AlarmRule.objects.filter(mine)


def rule_seen(rule_id: UUID, person: Person) -> AlarmRule:
    """Return a rule that ``person`` may see. Raises ``NotThere`` otherwise."""
    rows = rules_of(person).select_related("observed", "datastream__station")
    found = rows.filter(pk=rule_id).first()
    if found is None:
        raise NotThere(_("No such rule, or not visible to you."))
    return found


def rule_cards(rules: Iterable[AlarmRule]) -> list[RuleCard]:
    """Return the cards of rules in their order. One query besides their own."""
    found = list(rules)
    newest = newest_versions(rule.id for rule in found)
    return [RuleCard.of(rule, newest[rule.id]) for rule in found if rule.id in newest]


def newest_versions(rules: Iterable[UUID]) -> dict[UUID, AlarmRuleVersion]:
    """Return the newest version of each rule. One query."""
    rows = AlarmRuleVersion.objects.filter(rule__in=list(rules))
    rows = rows.order_by("rule_id", "-number").distinct("rule_id")
    return {row.rule_id: row for row in rows.select_related("author", "rule")}


def changed_rule(rule: AlarmRule) -> dict[str, Any]:
    """Return the card of one rule by its reference."""
    [card] = rule_cards([rule])
    return {f"alarm_rule.{rule.id}": card}
