"""Who may do what about warnings."""

from collections.abc import Iterable

from command.core.models import Person
from command.core.policies import DESK, OF_IT_ONLY, duties_of, not_permitted


def require_desk_of(
    actor: Person | None, authority: str, *, to: str, posts: Iterable[str] = DESK
) -> None:
    """Raise ``NotPermitted`` unless ``actor`` is on duty at exactly this authority.

    A superior does not speak in its name. The system may.
    """
    if actor is None:
        return
    if not duties_of(actor).filter(post__in=set(posts), region_id=authority).exists():
        raise not_permitted(posts, to=to, says=OF_IT_ONLY, region=authority)
