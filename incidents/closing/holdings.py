"""The personal data that the rooms of incidents hold."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from incidents.closing.models import PersonalMark
from incidents.closing.personal import Holding, enter
from incidents.imagery.selectors import images as imagery
from incidents.messaging.models import Caller, PhoneCall
from incidents.reports.models import Contact
from incidents.scene.models import SceneReport


def callers(incident_id: UUID) -> QuerySet[Caller]:
    """Return who called about an incident."""
    calls = PhoneCall.objects.filter(incident_id=incident_id)
    return Caller.objects.filter(pk__in=calls.values("caller"), emptied_at__isnull=True)


def contacts(incident_id: UUID) -> QuerySet[Contact]:
    """Return the personal fields of the reports about an incident."""
    # Not by the stamp: a draft may be written on after a purge.
    return Contact.objects.filter(report__incident_id=incident_id).exclude(text="")


def pictures(incident_id: UUID) -> QuerySet[PersonalMark]:
    """Return the pictures of an incident that show somebody."""
    return PersonalMark.objects.filter(incident_id=incident_id, purged_at__isnull=True)


def voices(incident_id: UUID) -> QuerySet[SceneReport]:
    """Return the reports from the scene of an incident in which somebody is heard."""
    rows = SceneReport.objects.filter(incident_id=incident_id, purged_at__isnull=True)
    return rows.filter(voice__isnull=False)


def heard_in(reports: Sequence[Any]) -> list[str]:
    """Return the voice notes of reports."""
    return [report.voice_sha256 for report in reports]


def still_heard(files: Collection[str]) -> set[str]:
    """Return which of these voice notes a report still needs."""
    kept = SceneReport.objects.filter(voice_sha256__in=files, purged_at__isnull=True)
    return set(kept.values_list("voice_sha256", flat=True))


def files_of(marks: Sequence[Any]) -> list[str]:
    """Return the files that may go: no other picture shows the same content."""
    ids = [mark.image_id for mark in marks]
    # A released version covers whom it shows, but goes with what it was made from.
    return sorted(imagery.files_only_of(ids))


def enter_all() -> None:
    """Put them on the list."""
    enter(
        Holding(
            name="callers",
            title=_("Callers in the phone log"),
            fields=("unit", "name", "post", "phone"),
            stamp="emptied_at",
            rows=callers,
        )
    )
    enter(
        Holding(
            name="report_contacts",
            title=_("Personal fields of reports"),
            fields=("text",),
            stamp="purged_at",
            rows=contacts,
        )
    )
    enter(
        Holding(
            name="pictures",
            title=_("Pictures of people"),
            fields=(),
            stamp="purged_at",
            rows=pictures,
            files=files_of,
        )
    )
    enter(
        Holding(
            name="voices",
            title=_("Voice notes of reports from the scene"),
            fields=(),
            stamp="purged_at",
            rows=voices,
            files=heard_in,
            keeps=still_heard,
        )
    )
