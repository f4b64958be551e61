"""The post as an addressee: whoever holds it now, and whoever takes it over."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import translation

from command.core import regions
from command.core.models import Duty, Region
from command.core.policies import ADMINISTRATORS

Post = Duty.Post
# An observer watches, an administrator runs the system: neither is given orders.
NOT_ORDERED = ADMINISTRATORS | {Post.OBSERVER}
ORDERED = [post for post in Post if post not in NOT_ORDERED]

_found: dict[UUID, tuple[str, str]] = {}


def post_key(post: str, region: str) -> UUID:
    """Return the key under which a task is given to a post over a region."""
    return uuid5(NAMESPACE_URL, f"post:{post}@{region}")


def post_of(key: UUID) -> tuple[str, str] | None:
    """Return the post and the region behind a key; ``None`` if no post has it."""
    if key not in _found:
        codes = list(Region.objects.values_list("code", flat=True))
        _found.update(
            {post_key(post, code): (post, code) for post in ORDERED for code in codes}
        )
    return _found.get(key)


def posts_of(region: str) -> list[tuple[UUID, str, str, str]]:
    """Return the posts over a region that may be given orders: key, post and both labels."""
    return [
        (
            post_key(post, region),
            str(post),
            label_of(post, region, "zh-hans"),
            label_of(post, region, "en"),
        )
        for post in ORDERED
    ]


def label_of(post: str, region: str, language: str) -> str:
    """Return what the post is called: “鄂尔多斯市 · 值班员”."""
    with translation.override(language):
        return f"{regions.name(region)} · {Post(post).label}"
