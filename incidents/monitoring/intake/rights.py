"""Who keeps the devices of the intake: the desk that handles, and the city's own IT."""

from django.db.models import Q
from django.utils.translation import gettext as _

from command.core import authority, regions
from command.core.errors import Invalid, NotPermitted
from command.core.models import Person
from command.core.policies import Post, duties_of, require, scopes_of, within
from incidents.rights import HANDLING

# Keys and lines are the business of those who run the system; they show nothing of the command.
KEEPING = HANDLING | {Post.SYSTEM_ADMIN}


def require_keeper(actor: Person | None, region: str, *, to: str) -> None:
    """Raise unless ``region`` is known and lies with the acting authority and ``actor`` may."""
    if not regions.known(region):
        raise Invalid(_("There is no such region."), field="region")
    require(actor, KEEPING, to=to, region=region)
    if not regions.covers(authority.current(), region):
        raise NotPermitted(
            _("The region lies with another authority."),
            region=region,
            acting=authority.current(),
        )


def require_own(actor: Person | None, owner: str, region: str, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` keeps what lies there, and it is theirs."""
    require(actor, KEEPING, to=to, region=region)
    if authority.current() != owner:
        raise NotPermitted(
            _("Only the authority that owns it may %(act)s.") % {"act": to}, owner=owner
        )


def territories(person: Person) -> frozenset[str]:
    """Return the regions over which ``person`` sees the devices."""
    held = duties_of(person).filter(post=Post.SYSTEM_ADMIN, region__isnull=False)
    return scopes_of(person) | frozenset(held.values_list("region_id", flat=True))


def keeps(person: Person) -> bool:
    """Return whether ``person`` keeps devices anywhere."""
    return duties_of(person).filter(post__in=KEEPING, region__isnull=False).exists()


def seen_by(person: Person, field: str = "region_id") -> Q:
    """Return the condition that ``person`` may see the device whose region ``field`` is."""
    mine = Q(pk__in=[])
    for scope in territories(person):
        mine |= within(scope, field)
    return mine
