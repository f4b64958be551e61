"""What callers said, for whoever may see their calls."""

from command.core.models import Person
from command.tasking.distress.models import HelpState, HelpVoice
from command.tasking.distress.selectors.sight import visible_to


def voices_of(state: HelpState) -> list[HelpVoice]:
    """Return the voice notes of a call, the newest first. One query."""
    return list(HelpVoice.objects.filter(call=state.call_id).select_related("file"))


def may_hear(sha256: str, person: Person) -> bool:
    """Return whether a call in the sight of ``person`` has a voice note of this content."""
    notes = HelpVoice.objects.filter(file__sha256=sha256)
    calls = list(notes.values_list("call", flat=True)[:100])
    return bool(calls) and visible_to(person).filter(pk__in=calls).exists()
