"""Topic templates: what to subscribe to, and which stream a topic names.

``sensors/{station}/{stream}`` is subscribed to as ``sensors/+/+``. ``{id}`` is a stream's own
id, ``{any}`` stands for something that says nothing; a level may hold letters besides,
``v1.1/Datastreams({id})/Observations``. ``+`` and a last ``#`` are MQTT's own.
"""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from command.core.errors import Invalid

LONGEST = 200
PLACES = ("station", "stream", "id", "any")
PLACE = re.compile(r"\{([a-z]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A topic template: MQTT's filter for it, and what reads names off a topic."""

    text: str
    filter: str
    pattern: re.Pattern[str]

    def names(self, topic: str) -> dict[str, str] | None:
        """Return what a topic says, or nothing when it is not of this template."""
        found = self.pattern.fullmatch(topic)
        return found.groupdict() if found else None


@cache
def template(text: str) -> Template:
    """Read a topic template. Raises ``Invalid``."""
    if not 1 <= len(text) <= LONGEST or not text.isprintable() or text.startswith("$"):
        raise _wrong(_("A topic has at most %(most)d signs and begins with a name."))
    places = PLACE.findall(text)
    named = [place for place in places if place != "any"]
    if set(places) - set(PLACES) or len(set(named)) != len(named):
        raise _wrong(
            _("Only {station}, {stream}, {id} and {any} stand for something, once each.")
        )
    levels = text.split("/")
    return Template(
        text,
        "/".join(_filter(level, last=n == len(levels)) for n, level in enumerate(levels, 1)),
        re.compile("/".join(_pattern(level) for level in levels).replace("/.*~", "(?:/.*)?")),
    )


def _filter(level: str, *, last: bool) -> str:
    bare = PLACE.sub("", level)
    if "{" in bare or "}" in bare:
        raise _wrong(_("A brace is not closed."))
    if level in {"+", "#"}:
        if level == "#" and not last:
            raise _wrong(_("# stands at the end only."))
        return level
    if "+" in bare or "#" in bare:
        raise _wrong(_("+ and # stand alone between slashes."))
    return "+" if bare != level else level


def _pattern(level: str) -> str:
    if level == "+":
        return "[^/]*"
    if level == "#":
        return ".*~"  # the slash before it may be missing: a filter's # has its parent too
    parts, end = [], 0
    for found in PLACE.finditer(level):
        parts.append(re.escape(level[end : found.start()]))
        name = found.group(1)
        parts.append("[^/]*" if name == "any" else f"(?P<{name}>[^/]+?)")
        end = found.end()
    return "".join(parts) + re.escape(level[end:])


def _wrong(text: str) -> Invalid:
    return Invalid(text % {"most": LONGEST}, field="topic")
