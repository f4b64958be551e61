"""Modules and style sheets that travel as one file: on a thin line every request costs.

No bundler: a module becomes a function that returns what it exports, under its own name in one
register of the page; whatever comes later takes it from there, so that there is one of each.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath, relpath

Read = Callable[[str], str]

IMPORT = re.compile(
    r"""^import\b(?:\s*(?P<what>\{[^}]*\}|\*\s*as\s+\w+)\s*from)?\s*['"](?P<path>[./][^'"]+)['"];$""",
    re.MULTILINE,
)
LATER = re.compile(r"""\bimport\(\s*['"](?P<path>[./][^'"]+)['"]\s*\)""")
EXPORT_LIST = re.compile(r"^export \{(?P<names>[^}]*)\};$", re.MULTILINE)
EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function|class|const)\*? (?P<name>\w+))", re.MULTILINE
)
LEFT = re.compile(r"^(?:export|import)\b(?!\()[^\n]*", re.MULTILINE)
RENAMED = re.compile(r"(\w+) as (\w+)")
AWAY = re.compile(r"""url\(\s*['"]?(?!data:|#)""")
REGISTER = "globalThis.$jc"


def named(path: str, *, beside: str, root: str) -> str:
    """Return the name of the file that a module calls by a path."""
    if path.startswith(root):
        return path.removeprefix(root)
    return normpath(join(dirname(beside), path))


def reached(entries: Iterable[str], read: Read, root: str, *, later: bool) -> Iterator[str]:
    """Yield each entry with all that it imports before the next: in this order they arrive."""
    seen: set[str] = set()
    for entry in entries:
        waiting = [entry]
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            yield name
            text = read(name)
            for pattern in (IMPORT, LATER) if later else (IMPORT,):
                waiting += [
                    named(found["path"], beside=name, root=root)
                    for found in pattern.finditer(text)
                ]


def in_order(
    entries: Iterable[str], read: Read, root: str, *, without: Container[str] = ()
) -> list[str]:
    """Return the modules of the entries, each after those that it needs.

    Raises ``ValueError`` for modules that need each other.
    """
    done: list[str] = []

    def enter(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"these modules need each other: {' '.join((*above, name))}")
        for found in IMPORT.finditer(read(name)):
            needed = named(found["path"], beside=name, root=root)
            if needed not in done and needed not in without:
                enter(needed, (*above, name))
        if name not in done:
            done.append(name)

    for entry in entries:
        enter(entry, ())
    return done


def styles(names: Iterable[str], read: Read) -> str:
    """Return style sheets as one. Raises ``ValueError`` if one calls a file by a path."""
    texts = {name: read(name) for name in names}
    for name, text in texts.items():
        if AWAY.search(text):
            raise ValueError(f"{name} calls files by paths, which another folder would break")
    return "\n".join(texts.values())


@dataclass(frozen=True)
class Place:
    """Where modules are put: a file of its own, or one that carries several.

    ``brought`` says which carrier brings a module to the page, ``before`` which of them are
    there by then.
    """

    name: str
    root: str
    brought: Mapping[str, str]
    before: Container[str]

    def scripts(self, names: Iterable[str], read: Read) -> str:
        """Return modules as one, which exports what the module of the carrier's name does."""
        parts = [f"const $ = ({REGISTER} ??= {{}});"]
        exported = ""
        for name in names:
            text, given = self._function(name, read(name))
            parts.append(f'$["{name}"] = (() => {{\n{text}\nreturn {{ {given} }};\n}})();')
            exported = given if name == self.name else exported
        if exported:
            parts.append(f'export const {{ {_plain(exported)} }} = $["{self.name}"];')
        return "\n".join(parts) + "\n"

    def script(self, text: str) -> str:
        """Return a module that takes what was brought from the register of its page."""
        if self.name not in self.brought:
            return self._bound(self.name, text, REGISTER)
        given = _plain(self._function(self.name, text)[1])
        return f'const {{ {given} }} = {REGISTER}["{self.name}"];\nexport {{ {given} }};\n'

    def _function(self, name: str, text: str) -> tuple[str, str]:
        """Return the body of a module as a function, and what it returns."""
        given: list[str] = []
        for found in EXPORT_LIST.finditer(text):
            given += [each.strip() for each in found["names"].split(",") if each.strip()]
        given = [RENAMED.sub(r"\2: \1", each) for each in given]
        text = EXPORT_LIST.sub("", text)
        given += [found["name"] for found in EXPORT.finditer(text)]
        text = self._bound(name, EXPORT.sub("", text), "$")
        if left := LEFT.search(text):
            raise ValueError(f"{name} cannot travel with others: {left[0]}")
        return text.strip(), ", ".join(given)

    def _bound(self, name: str, text: str, register: str) -> str:
        """Return a text whose imports find what was brought in the register."""

        def bound(found: re.Match[str]) -> str:
            needed, what = self._needed(found, name), found["what"]
            if needed not in self.brought:
                return found[0].replace(found["path"], self._path(found["path"], needed))
            if not what:
                return ""
            if what.startswith("*"):
                return f'const {what.split()[-1]} = {register}["{needed}"];'
            names = RENAMED.sub(r"\1: \2", what)
            return f'const {names} = {register}["{needed}"];'

        def later(found: re.Match[str]) -> str:
            needed = self._needed(found, name)
            carrier = self.brought.get(needed, needed)
            taken = f'{register}["{needed}"]'
            if carrier != needed and (carrier == self.name or carrier in self.before):
                return f"Promise.resolve({taken})"
            path = self._path(found["path"] if carrier == needed else "", carrier)
            return f"import('{path}')" + (f".then(() => {taken})" if carrier != needed else "")

        return LATER.sub(later, IMPORT.sub(bound, text))

    def _needed(self, found: re.Match[str], name: str) -> str:
        return named(found["path"], beside=name, root=self.root)

    def _path(self, path: str, needed: str) -> str:
        if path.startswith("/"):
            return path
        near = relpath(needed, dirname(self.name))
        return near if near.startswith(".") else f"./{near}"


def _plain(given: str) -> str:
    """Return the names by which others know what a module exports."""
    return re.sub(r"(\w+): \w+", r"\1", given)
