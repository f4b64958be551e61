"""What the worker of the phone keeps: every file, and an empty shell a language."""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import override

from command.field import assets
from command.tasking.paging.selectors.channels import push_key

WORKER = "field/worker.js"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SHELL = "field/app.html"
IN_STYLES = re.compile(r"""url\(\s*['"]?([^'")]+)""")


@cache
def shell(language: str) -> str:
    """Return the page of the phone as nobody's, in one language."""
    request = HttpRequest()
    request.user = AnonymousUser()
    with override(language):
        return render_to_string(SHELL, {"push_key": push_key()}, request)


@cache
def files() -> list[str]:
    """Return the addresses of everything that the application needs without a network."""
    found = set(assets.addresses())
    named = re.compile(rf"{re.escape(settings.STATIC_URL)}[^\"'\s<>)]+")
    for language in LANGUAGES:
        found.update(named.findall(shell(language)))
    for style in [address for address in found if address.endswith(".css")]:
        found.update(_named_in(style))
    return sorted(found)


@cache
def version() -> str:
    """Return a name that changes with any file or word of the application."""
    parts = [
        settings.RELEASE,
        static(WORKER),
        *files(),
        *(shell(language) for language in LANGUAGES),
    ]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _named_in(style: str) -> Iterator[str]:
    """Yield the fonts and pictures of a style sheet, by the addresses it has them by."""
    for named in IN_STYLES.findall(_text(style)):
        address = urljoin(style, named.partition("#")[0].partition("?")[0])
        if address.startswith(settings.STATIC_URL):
            yield address


def _text(address: str) -> str:
    name = address.removeprefix(settings.STATIC_URL)
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as served:
            return str(served.read(), "utf-8")
    found = finders.find(name)
    return Path(str(found)).read_text(encoding="utf-8") if found else ""
