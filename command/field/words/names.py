"""What the codes of the phone's state are called: posts, kinds of teams, states of tasks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.policies import Post
from command.tasking.lifecycle import Status
from resources.lifecycle import TeamKind

FIRST: dict[str, str | Promise] = {
    **{f"post_{post.value}": post.label for post in Post},
    **{f"state_{status.value}": status.label for status in Status},
}
WORDS: dict[str, str | Promise] = {
    **FIRST,
    **{f"team_{kind.value}": kind.label for kind in TeamKind},
    "city_150100": _("Hohhot"),
    "city_150200": _("Baotou"),
    "city_150600": _("Ordos"),
    "city_150900": _("Ulanqab"),
    "city_150000": _("the region"),
}
