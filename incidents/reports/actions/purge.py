"""Destroying the personal data of reports when the law wants it."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.models import Person
from command.core.policies import COMMANDING, require
from incidents.reports.models import Contact
from incidents.selectors import locked


@door
def purge_report_contacts(*, actor: Person | None, incident_id: UUID) -> int:
    """Destroy who called and whom to call in an incident's reports; return how many.

    Each authority destroys its own. The published chain stays whole: it only refers to
    them. Raises ``NotThere`` or ``NotPermitted``.
    """
    incident = locked(incident_id, actor=actor).incident
    require(actor, COMMANDING, to=_("destroy personal data"), region=incident.region_id)
    rows = Contact.objects.filter(report__incident=incident, purged_at__isnull=True)
    if actor is not None:
        rows = rows.filter(origin=actor.origin)
    purged = 0
    for contact in rows.select_for_update(of=("self",)):
        contact.text, contact.purged_at = "", now()
        contact.save(update_fields=["text", "purged_at"])
        purged += 1
    return purged
