"""What the phone loads: its modules as they import each other, and its style sheets."""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

# The router, which asks the server for the state; then the screen that shows it.
ENTRIES = ("field/start.js", "field/screens/task.js")
STYLES = (
    "command/tokens.css",
    "command/elements/sev.css",
    "field/app.css",
    "field/screens.css",
)
# They must not hold up the first look.
LATER_STYLES = ("field/forms.css", "field/help.css", "field/outbox.css", "field/capture.css")
AT_ONCE = re.compile(r"""^(?:import|export)\b[^'"`;()]*?['"]([./][^'"]+)['"]""", re.MULTILINE)
LATER = re.compile(r"""\bimport\(\s*['"]([./][^'"]+)['"]""")


@cache
def at_once() -> tuple[str, ...]:
    """Return the modules without which the first screen does not run, the router first."""
    return tuple(_reached(AT_ONCE))


@cache
def modules() -> tuple[str, ...]:
    """Return every module of the phone, also those fetched when a screen is opened."""
    return tuple(_reached(AT_ONCE, LATER))


def addresses() -> list[str]:
    """Return the address of everything that the phone needs without a network."""
    return [static(name) for name in (*STYLES, *LATER_STYLES, *modules())]


@cache
def version() -> str:
    """Return a name that changes whenever the application does."""
    return sha256("\n".join(addresses()).encode()).hexdigest()[:12]


def _reached(*patterns: re.Pattern[str]) -> Iterator[str]:
    """Yield each entry with all that it imports before the next: in this order they arrive."""
    seen: set[str] = set()
    for entry in ENTRIES:
        waiting = [entry]
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            yield name
            found = finders.find(name)
            text = Path(str(found)).read_text(encoding="utf-8") if found else ""
            for pattern in patterns:
                waiting += [_name(given, beside=name) for given in pattern.findall(text)]


def _name(given: str, *, beside: str) -> str:
    root = settings.STATIC_URL
    if given.startswith(root):
        return given.removeprefix(root)
    return normpath(join(dirname(beside), given))
