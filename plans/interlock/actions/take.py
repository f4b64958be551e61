"""Taking on a promise that does not hold."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import BadTransition, NotPermitted
from command.core.models import Person
from command.core.policies import require
from plans.interlock.actions.telling import tell
from plans.interlock.events import PromiseTaken
from plans.interlock.lifecycle import Status
from plans.interlock.models import Shortfall
from plans.interlock.rights import MAY_ANSWER, TOLD
from plans.interlock.selectors.shortfalls import locked


@door
def take_shortfall(*, actor: Person, shortfall_id: UUID) -> Shortfall:
    """Say that one sees to it: from now on one is its owner. The time to answer stays.

    Raises ``NotThere``, ``NotPermitted``, or ``BadTransition`` when it is answered or over,
    or somebody has taken it on.
    """
    row = locked(shortfall_id, actor=actor)
    require(actor, MAY_ANSWER, to=_("take on a promise"), region=row.origin)
    if actor.origin != row.origin:
        raise NotPermitted(_("The city that promised answers for it."), owner=row.origin)
    if row.status != Status.OPEN:
        raise BadTransition(_("It is answered or over."), status=row.status)
    if row.taken_at is not None:
        raise BadTransition(_("Somebody has taken it on."), owner=str(row.owner))
    row.owner, row.taken_at, row.chase_at = actor, now(), None
    row.save(update_fields=["owner", "taken_at", "chase_at"])
    tell(PromiseTaken, row, actor=actor, at=row.taken_at, posts=TOLD)
    return row
