"""Who may do what with the forces of a city."""

from django.utils.translation import gettext as _

from command.core import authority
from command.core.errors import NotPermitted
from command.core.models import Person
from command.core.policies import COMMANDING, DESK, Post, require
from incidents.models import Incident

# Who answers for the forces of a city to other cities.
MAY_ANSWER = COMMANDING | {Post.RESOURCE_OFFICER}
# Who sends them out and follows them; at night that is the duty officer.
MAY_COMMIT = MAY_ANSWER | {Post.DUTY_OFFICER}
# Who asks for help, and checks in and releases what has come.
MAY_ASK = DESK | {Post.RESOURCE_OFFICER}
MAY_REGISTER = MAY_COMMIT


def require_own(owner: str, *, to: str) -> None:
    """Raise ``NotPermitted`` unless the acting authority is ``owner``.

    A wider duty gives sight of a city's forces, not the right to give them away.
    """
    if authority.current() != owner:
        raise NotPermitted(
            _("Only the authority that owns it may %(act)s.") % {"act": to},
            owner=owner,
            acting=authority.current(),
            to=to,
        )


def require_asker(actor: Person | None, incident: Incident, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` speaks for the incident's side."""
    require(actor, MAY_ASK, to=to, region=incident.region_id, room=incident.room_id)
