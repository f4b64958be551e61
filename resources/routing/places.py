"""Where a condition lies, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from command.core import regions
from resources.routing.graph import shipped


def where(edges: Iterable[str], area: str) -> str:
    """Say where a condition lies, in the language of the reader."""
    if area:
        return regions.name(area)
    graph = shipped()
    known = [graph.edges[graph.by_key[key]] for key in sorted(edges) if key in graph.by_key]
    if not known:
        return _("a road that is not on this map")
    name = known[0].ref or known[0].name
    if len(known) == 1:
        return f"{name} {graph.stretch(known[0])}"
    return _("%(road)s, %(n)d stretches") % {"road": name, "n": len(known)}
