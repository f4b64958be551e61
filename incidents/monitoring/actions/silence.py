"""Noticing that a sensor says nothing at all."""

from datetime import timedelta
from uuid import UUID

from django.utils.timezone import now

from command.core.doors import door
from command.core.models import Person
from incidents.monitoring import rules
from incidents.monitoring.actions.tell import Finding, tell_findings
from incidents.monitoring.lifecycle import PATIENCE, Stage
from incidents.monitoring.models import StreamState


@door
def notice_silence(*, actor: Person | None, stream_id: UUID) -> bool:
    """Raise the alarm of a stream that has been silent too long; return whether it was.

    Harmless when repeated: a stream that is known to be lost, or that has spoken
    meanwhile, is left alone.
    """
    rows = StreamState.objects.select_for_update(of=("self",))
    state = rows.select_related("datastream__station").filter(pk=stream_id).first()
    if state is None or state.stage == Stage.LOST or state.observed_at is None:
        return False
    stream, at = state.datastream, now()
    if at - state.observed_at <= PATIENCE * timedelta(seconds=stream.interval_s):
        return False
    state.stage = Stage.LOST
    state.save(update_fields=["stage"])
    lost = rules.Outcome(rules.LOST, broken=True, value=None, limit=None)
    tell_findings([Finding(stream, at, lost)], {stream.id: stream}, None, actor)
    return True
