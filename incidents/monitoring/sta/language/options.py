"""The options of a question: what is shown, of how many, in which order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.monitoring.sta.language.expressions import Node, Order, condition, orders
from incidents.monitoring.sta.language.tokens import MOST_LETTERS

USUAL, MOST = 100, 1000  # things on a page
DEEPEST_SKIP = 1_000_000
DEEPEST_EXPAND = 3
MOST_EXPANDED = 12  # links in one question
KNOWN = frozenset(
    {"$filter", "$expand", "$select", "$orderby", "$top", "$skip", "$count", "$skiptoken"}
)


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked about a collection; ``raw`` says it as it was given."""

    where: Node | None = None
    orders: tuple[Order, ...] = ()
    select: tuple[str, ...] = ()
    expand: "tuple[Expand, ...]" = ()
    top: int = USUAL
    skip: int = 0
    count: bool = False
    token: str = ""
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expand:
    """A link whose things are put in place, with options of its own."""

    name: str
    options: Options


def options(given: Iterable[tuple[str, str]]) -> Options:
    """Return what the pairs of a query string ask. Raises ``Invalid``."""
    found = _read(given, DEEPEST_EXPAND)
    if _links(found) > MOST_EXPANDED:
        raise Invalid(_("Too much is expanded at once."), field="$expand", limit=MOST_EXPANDED)
    return found


def _read(given: Iterable[tuple[str, str]], depth: int) -> Options:
    raw: dict[str, str] = {}
    for name, text in given:
        if not name.startswith("$"):
            continue
        if name not in KNOWN:
            raise Invalid(_("This option is not known here."), field=name[:40])
        if name in raw:
            raise Invalid(_("An option is given once."), field=name)
        if len(text) > MOST_LETTERS:
            raise Invalid(_("This is too long to be asked."), field=name, limit=MOST_LETTERS)
        if "\x00" in text:
            raise Invalid(_("This cannot be read."), field=name)
        raw[name] = text
    return Options(
        where=condition(raw["$filter"]) if "$filter" in raw else None,
        orders=orders(raw["$orderby"]) if "$orderby" in raw else (),
        select=_names(raw["$select"]) if "$select" in raw else (),
        expand=_expand(raw["$expand"], depth) if "$expand" in raw else (),
        top=min(_whole(raw, "$top", USUAL, None), MOST),
        skip=_whole(raw, "$skip", 0, DEEPEST_SKIP),
        count=_flag(raw, "$count"),
        token=raw.get("$skiptoken", ""),
        raw=raw,
    )


def _whole(raw: Mapping[str, str], name: str, default: int, limit: int | None) -> int:
    text = raw.get(name, str(default)).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise Invalid(_("A whole number that is not negative is expected."), field=name)
    if limit is not None and int(text) > limit:
        raise Invalid(_("Skip less: narrow with a filter."), field=name, limit=limit)
    return int(text)


def _flag(raw: Mapping[str, str], name: str) -> bool:
    text = raw.get(name, "false").strip().lower()
    if text not in {"true", "false"}:
        raise Invalid(_("True or false is expected."), field=name)
    return text == "true"


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise Invalid(_("This cannot be read."), field="$select")
    return names


def _expand(text: str, depth: int) -> tuple[Expand, ...]:
    if depth == 0:
        raise Invalid(_("This is nested too deeply."), field="$expand", limit=DEEPEST_EXPAND)
    found: dict[str, Expand] = {}
    for part in _split(text, ","):
        one = _one(part.strip(), depth)
        if one.name in found:
            raise Invalid(_("A link is expanded once."), field="$expand", link=one.name)
        found[one.name] = one
    return tuple(found.values())


def _one(text: str, depth: int) -> Expand:
    path, opening, inside = text.partition("(")
    name, slash, rest = path.strip().partition("/")
    if not name.isidentifier() or (opening and not inside.endswith(")")):
        raise Invalid(_("This cannot be read."), field="$expand", part=text[:80])
    if slash:  # Datastreams/Observations, as the first version of the standard wrote it
        return Expand(name, _read([("$expand", rest + opening + inside)], depth - 1))
    pairs = []
    for each in _split(inside[:-1], ";") if opening else ():
        option, equals, value = each.partition("=")
        if not equals or not option.strip().startswith("$"):
            raise Invalid(_("This cannot be read."), field="$expand", part=each[:80])
        pairs.append((option.strip(), value))
    return Expand(name, _read(pairs, depth - 1))


def _split(text: str, mark: str) -> list[str]:
    """Cut at ``mark`` where it stands outside brackets and quotes."""
    parts, start, open_brackets, quoted = [], 0, 0, False
    for at, letter in enumerate(text):
        if letter == "'":
            quoted = not quoted
        elif quoted:
            continue
        elif letter == "(":
            open_brackets += 1
        elif letter == ")":
            open_brackets -= 1
            if open_brackets < 0:
                break
        elif letter == mark and not open_brackets:
            parts.append(text[start:at])
            start = at + 1
    if open_brackets or quoted:
        raise Invalid(_("A bracket or a quotation mark is not closed."), field="$expand")
    return [*parts, text[start:]]


def _links(asked: Options) -> int:
    return sum(1 + _links(each.options) for each in asked.expand)
