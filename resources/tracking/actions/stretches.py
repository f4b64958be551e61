"""The tracks of incidents: begun with a deployment, destroyed with the personal data."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from command.core import authority
from command.core.doors import door
from command.core.models import Person
from resources.models import Deployment
from resources.tracking.models import Stretch

DESTROY = """
DELETE FROM tracking_track AS track USING resources_deployment AS deployment
WHERE deployment.id = ANY(%s)
  AND track.subject = coalesce(deployment.team_id, deployment.asset_id)
  AND track.at <@ deployment.period
"""


@door
def begin_stretches(*, actor: Person | None, deployment_ids: Sequence[UUID]) -> int:
    """Note that the tracks of what is sent belong to its incident; return how many are new."""
    there = Stretch.objects.filter(deployment__in=deployment_ids).values("deployment")
    rows = Deployment.objects.filter(pk__in=deployment_ids, stock=None).exclude(pk__in=there)
    owners: dict[str, list[Deployment]] = defaultdict(list)
    for deployment in rows.order_by("pk"):
        owners[deployment.origin].append(deployment)
    for owner, mine in owners.items():
        with authority.acting_as(owner):
            for deployment in mine:
                Stretch(deployment=deployment).save(force_insert=True)
    return sum(map(len, owners.values()))


@door
def destroy_tracks(*, actor: Person | None, stretches: Sequence[Stretch]) -> int:
    """Destroy the points of some stretches; return how many there were.

    Whoever destroys the personal data of the incident has judged that it may be done.
    """
    with connection.cursor() as cursor:
        cursor.execute(DESTROY, [[one.deployment_id for one in stretches]])
        return int(cursor.rowcount)
