"""The personal data that calls for help hold: what was said in danger."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from command.tasking.distress.selectors.voices import kept_in, voices_in
from incidents.closing.personal import Holding


def voices_of_calls() -> Holding:
    """Return the voice notes of the calls of an incident."""
    return Holding(
        name="call_voices",
        title=_("Voice notes of calls for help"),
        fields=(),
        stamp="purged_at",
        rows=voices_in,
        files=_files,
        keeps=kept_in,
    )


def _files(notes: Sequence[Any]) -> list[str]:
    return [note.sha256 for note in notes]
