"""Who may sign for a city's floor."""

from command.core.policies import COMMANDING, Post


def may_sign(post: str) -> frozenset[str]:
    """Return who may sign where ``post`` must: itself, and who commands above it."""
    if post == Post.COMMANDER:
        return frozenset({Post.COMMANDER})
    return frozenset(
        {Post(post), Post.COMMANDER} if post == Post.DEPUTY else {post, *COMMANDING}
    )
