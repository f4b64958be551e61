"""Who may do what about warnings."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from command.core.errors import NotPermitted
from command.core.models import Person
from command.core.policies import DESK, Post, duties_of


def require_desk_of(
    actor: Person | None, authority: str, *, to: str, posts: Iterable[str] = DESK
) -> None:
    """Raise ``NotPermitted`` unless ``actor`` is on duty at exactly this authority.

    A superior does not speak in its name. The system may.
    """
    if actor is None:
        return
    if not duties_of(actor).filter(post__in=set(posts), region_id=authority).exists():
        names = ", ".join(sorted(str(Post(post).label) for post in posts))
        raise NotPermitted(
            _("Only %(posts)s of that authority may %(act)s.") % {"posts": names, "act": to},
            posts=sorted(str(post) for post in posts),
            region=authority,
            to=to,
        )
