"""What the clock has to look at."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Value

from command.core import regions
from command.core.policies import within
from command.core.times import clock
from incidents.monitoring.detection.lifecycle import Kind, Scope
from incidents.monitoring.detection.models import AlarmRule, RuleState
from incidents.monitoring.detection.selectors.book import held
from incidents.monitoring.detection.terms import Silence
from incidents.monitoring.models import StreamState


def due_by_clock() -> list[UUID]:
    """Return the streams at which time alone may raise an alarm, outside exercises.

    Two queries, and one for every rule about silence.
    """
    at = clock()
    waiting = RuleState.objects.filter(due_at__lte=at, datastream__exercise__isnull=True)
    found = set(waiting.values_list("datastream_id", flat=True))
    for rule, terms in held(Q(rule__kind=Kind.SILENCE, rule__enabled=True), at):
        if isinstance(terms.parameters, Silence):
            found.update(_silent(rule, terms.parameters, at))
    return sorted(found)


def _silent(rule: AlarmRule, silence: Silence, at: datetime) -> list[UUID]:
    if silence.seconds is None:
        patience = ExpressionWrapper(
            F("datastream__interval_s") * Value(timedelta(seconds=silence.intervals or 1)),
            DurationField(),
        )
        late = StreamState.objects.filter(observed_at__lt=at - patience)
    else:
        before = at - timedelta(seconds=silence.seconds)
        late = StreamState.objects.filter(observed_at__lt=before)
    known = RuleState.objects.filter(
        rule=rule.pk, datastream=OuterRef("pk"), since__isnull=False
    )
    late = late.filter(~Exists(known), datastream__exercise__isnull=True)
    late = late.filter(datastream__retired_at__isnull=True)
    if rule.region_id != regions.REGION:
        late = late.filter(within(rule.region_id, "datastream__station__region_id"))
    if rule.scope == Scope.PROPERTY:
        late = late.filter(datastream__observed=rule.observed_id)
    if rule.scope == Scope.STREAM:
        late = late.filter(pk=rule.datastream_id)
    return list(late.values_list("pk", flat=True))
