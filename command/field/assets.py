"""What the phone loads: its modules as they import each other, and its style sheets."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

from command.core import joining
from command.core.staticfiles import source

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


@cache
def at_once() -> tuple[str, ...]:
    """Return the files without which the first screen does not run, the router first."""
    return _carried(joining.reached(ENTRIES, source, settings.STATIC_URL, later=False))


@cache
def modules() -> tuple[str, ...]:
    """Return every script of the phone, also those fetched when a screen is opened."""
    return _carried(joining.reached(ENTRIES, source, settings.STATIC_URL, later=True))


@cache
def styles(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that bring style sheets."""
    return _carried(names)


def addresses() -> list[str]:
    """Return the address of everything that the phone needs without a network."""
    return [static(name) for name in (*styles(STYLES), *styles(LATER_STYLES), *modules())]


@cache
def version() -> str:
    """Return a name that changes whenever the application does."""
    return sha256("\n".join(addresses()).encode()).hexdigest()[:12]


def _carried(names: Iterable[str]) -> tuple[str, ...]:
    """Return what brings them: where files are served as they are written, themselves."""
    carrier = getattr(staticfiles_storage, "carrier", str)
    return tuple(dict.fromkeys(carrier(name) for name in names))
