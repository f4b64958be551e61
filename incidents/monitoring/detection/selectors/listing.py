"""Rules with what has become of them, and the streams that they watch."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import within
from incidents.monitoring.detection.lifecycle import Scope
from incidents.monitoring.detection.models import AlarmRule, AlarmRuleVersion, RuleState
from incidents.monitoring.detection.selectors.book import Book, members_of
from incidents.monitoring.detection.selectors.cards import newest_versions, rules_of
from incidents.monitoring.detection.terms import Combined, Terms
from incidents.monitoring.models import Alarm, Datastream
from incidents.monitoring.selectors import seen_by, streams

LATELY = timedelta(days=7)


def rules_listed(person: Person) -> list[AlarmRule]:
    """Return the rules that ``person`` may see, the gravest first, each with its ``newest``."""
    rules = list(rules_of(person).select_related("observed", "datastream__station"))
    newest = newest_versions(rule.id for rule in rules)
    found: list[Any] = [rule for rule in rules if rule.id in newest]
    for rule in found:
        rule.newest = newest[rule.id]
    found.sort(key=lambda rule: (not rule.enabled, rule.newest.level, rule.name_zh))
    return found


def rung_lately(person: Person) -> dict[UUID, int]:
    """Return how often each rule has rung in the last seven days where ``person`` looks."""
    rows = Alarm.objects.filter(seen_by(person, "datastream__station__"))
    rows = rows.filter(raised_at__gt=now() - LATELY, rule__isnull=False)
    return dict(rows.order_by().values_list("rule").annotate(Count("pk")))


def standing_of(person: Person) -> Counter[UUID]:
    """Return how many episodes of each rule stand where ``person`` looks."""
    rows = RuleState.objects.filter(seen_by(person, "datastream__station__"))
    rows = rows.filter(since__isnull=False)
    return Counter(rows.values_list("rule", flat=True))


def episodes_of(rule: AlarmRule, person: Person) -> list[RuleState]:
    """Return what stands by a rule where ``person`` looks, the oldest first."""
    rows = rule.states.filter(seen_by(person, "datastream__station__"))
    rows = rows.filter(since__isnull=False).select_related("datastream__station")
    return list(rows.order_by("since", "pk")[:200])


def versions_of(rule: AlarmRule) -> list[AlarmRuleVersion]:
    """Return how a rule has judged, the newest first."""
    return list(rule.versions.select_related("author", "rule"))


def watched(person: Person, rule: AlarmRule, terms: Terms) -> list[Datastream]:
    """Return the streams that a rule watches, among those that ``person`` may see."""
    rows = streams(person).select_related("exercise").filter(retired_at__isnull=True)
    parameters = terms.parameters
    if isinstance(parameters, Combined):
        found = {row.id: row for row in rows.filter(pk__in=members_of(terms))}
        order = [rule.datastream_id, *(key for key, _limit in parameters.members)]
        return [found[key] for key in dict.fromkeys(order) if key in found]
    if rule.scope == Scope.STREAM:
        return list(rows.filter(pk__in=[rule.datastream_id]))
    rows = rows.filter(exercise=rule.exercise_id)
    if rule.region_id != regions.REGION:
        rows = rows.filter(within(rule.region_id, "station__region_id"))
    if rule.scope == Scope.PROPERTY:
        rows = rows.filter(observed=rule.observed_id)
    return list(rows)


def held_for(stream: Datastream) -> list[tuple[AlarmRule, Terms]]:
    """Return the rules by which a stream is judged now, for its page. One query."""
    book = Book.of([stream])
    chosen = {terms.rule for terms in book.for_stream(stream)}
    found = [*book.wide, *book.narrow.get(stream.id, [])]
    return [one for one in found if one[0].id in chosen] + book.combined_with([stream.id])
