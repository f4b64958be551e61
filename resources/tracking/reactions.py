"""What tracking does when a deployment moves, and what it holds of people."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from command.core.models import Entry
from incidents.closing.personal import Holding
from resources.tracking.actions import begin_stretches, destroy_tracks
from resources.tracking.selectors import stretches_of


def begin_stretch(entry: Entry) -> None:
    """From its first step on, the track of what is sent belongs to the incident."""
    begin_stretches(actor=None, deployment_ids=[UUID(entry.payload["deployment_id"])])


def tracks_of_incidents() -> Holding:
    """Return the tracks of those who served an incident: personal data."""
    return Holding(
        name="tracks",
        title=_("Tracks of those who served"),
        fields=(),
        stamp="purged_at",
        rows=stretches_of,
        destroy=_destroy,
    )


def _destroy(rows: Sequence[Any]) -> int:
    return destroy_tracks(actor=None, stretches=rows)
