"""Ending what stands about a stream that says nothing any more; part of a door, none itself."""

from django.utils.timezone import now

from command.core.models import Person
from incidents.monitoring.actions.tell import Finding, tell_findings
from incidents.monitoring.detection import memory
from incidents.monitoring.detection.machine import IDLE, end
from incidents.monitoring.lifecycle import Stage
from incidents.monitoring.models import Datastream, StreamState


def end_episodes(stream: Datastream, actor: Person | None) -> None:
    """Clear the alarms of a stream and forget what was about to become one.

    Nothing would ever keep their rules again. Locks the state of the stream.
    """
    stream.state = StreamState.objects.select_for_update().get(pk=stream.pk)
    known = {place: one for place, one in memory.recall([stream.pk]).items() if one != IDLE}
    findings = []
    for (_stream, rule), remembered in known.items():
        if remembered.since is not None:
            at = max(now(), remembered.since)
            _after, (when, outcome) = end(rule, remembered, at, stream.state.value)
            findings.append(Finding(stream, when, outcome))
    stream.state.stage = Stage.NORMAL
    stream.state.save(update_fields=["stage"])
    memory.keep(dict.fromkeys(known, IDLE))
    tell_findings(findings, {stream.pk: stream}, None, actor)
