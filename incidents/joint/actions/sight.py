"""The shares that an operation gives, and their end; parts of doors, never doors themselves."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from command.core import regions
from command.core.actions import end_share
from command.core.models import Person
from command.core.times import clock
from incidents.actions.share import let_in
from incidents.joint.models import JointOperation, OperationShare, OperationState
from incidents.models import IncidentState


def give_sight(
    operation: OperationState,
    incident: IncidentState,
    members: Iterable[str],
    *,
    actor: Person | None,
    ends_at: datetime | None,
    at: datetime,
) -> None:
    """Share an incident with the members that do not see it by their territory."""
    own = regions.city_of(incident.incident.region_id)
    there = {own, incident.incident.region_id, regions.REGION}
    cities = sorted(code for code in members if code not in there)
    if not cities:
        return
    reason = _("Joint operation %(number)s") % {"number": operation.operation.number}
    for share in let_in(incident, cities, actor=actor, reason=reason, ends_at=ends_at, at=at):
        OperationShare(operation=operation.operation, share=share).save(force_insert=True)


def take_sight(operation: JointOperation, *, reason: str, member: str | None = None) -> None:
    """End the shares that an operation gave, of one member or of all; others stay.

    Each is ended in the name of whoever gave it.
    """
    given = OperationShare.objects.filter(operation=operation).order_by("share__room", "pk")
    if member is not None:
        given = given.filter(share__grantee=member)
    at = clock()
    for one in given.select_related("share"):
        if one.share.ends_at is None or one.share.ends_at > at:
            end_share(actor=None, share_id=one.share_id, reason=reason[:200])
