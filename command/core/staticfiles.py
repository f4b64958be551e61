"""Static files with hashed names, imports of modules included; the phone's lean and joined."""

import re
from functools import cached_property
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

from command.core import joining

# What the phone loads over a thin line. Comments and indents are a quarter of it.
LEAN = ("field/", "command/words.js", "command/tokens.css", "command/elements/sev.css")
COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)


class HashedModules(CompressedManifestStaticFilesStorage):
    """Rewrites the imports of ES modules too, so that no browser mixes two versions."""

    support_js_module_import_aggregation = True
    # Modules import modules: each level takes a pass.
    max_post_process_passes = 15
    # Leaflet and others name source maps that their packages do not ship.
    manifest_strict = False

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Any:
        """Name files by their content; those of phones are leaner than their sources."""
        leaner = {
            name: (Made(self.made(name)), name)
            for name in paths
            if name.startswith(LEAN) and name.endswith((".js", ".css"))
        }
        return super().post_process({**paths, **leaner}, *args, **options)

    def carrier(self, name: str) -> str:
        """Return the file that brings another: mostly that itself."""
        return name if settings.DEBUG else self._carriers.get(name, name)

    @cached_property
    def _carriers(self) -> dict[str, str]:
        brought: dict[str, str] = {}
        for carrier, entries in settings.STATIC_JOINED.items():
            if carrier.endswith(".css"):
                brought.update(dict.fromkeys(entries, carrier))
        for lender in settings.STATIC_LENDERS:
            names = joining.in_order(
                settings.STATIC_JOINED[lender], source, settings.STATIC_URL, without=brought
            )
            brought.update(dict.fromkeys(names, lender))
        return brought

    def made(self, name: str) -> str:
        """Return what phones get under a name."""
        entries = settings.STATIC_JOINED.get(name)
        if name.endswith(".css"):
            return joining.styles(entries or [name], source)
        lenders = settings.STATIC_LENDERS
        if name in lenders:
            names = [one for one, carrier in self._carriers.items() if carrier == name]
            before = lenders[: lenders.index(name)]
            place = joining.Place(name, settings.STATIC_URL, self._carriers, before)
            return place.scripts(names, source)
        if entries:
            names = joining.in_order(entries, source, settings.STATIC_URL)
            own = dict.fromkeys(names, name)
            return joining.Place(name, settings.STATIC_URL, own, ()).scripts(names, source)
        if name.startswith("field/"):
            place = joining.Place(name, settings.STATIC_URL, self._carriers, lenders)
            return place.script(source(name))
        return source(name)


class Made:
    """Text that was made, where the storage wants a file on the disk."""

    def __init__(self, text: str) -> None:
        """Hold the text of one file."""
        self.text = text

    def open(self, name: str) -> "ContentFile[bytes]":
        """Return it as a file."""
        return ContentFile(self.text.encode(), name)


def source(name: str) -> str:
    """Return the text of a script or style sheet as it goes to phones."""
    found = finders.find(name)
    text = Path(str(found)).read_text(encoding="utf-8") if found else ""
    return lean(text) if name.startswith(LEAN) else text


def lean(text: str) -> str:
    """Return a script or style sheet without the lines and indents that only people read."""
    return INDENT.sub("", COMMENT.sub("", text))


# What says how a document behaves, or whether a file that never changes has changed.
IDLE_HEADERS = ("Referrer-Policy", "Cross-Origin-Opener-Policy", "Last-Modified", "ETag")


@sync_and_async_middleware
def few_headers(get_response: Any) -> Any:
    """Send files with hashed names without the headers that mean nothing there.

    They are a third of a small file: half a second of the first visit at 50 kbit/s.
    """

    def stripped(response: HttpResponseBase) -> HttpResponseBase:
        if "immutable" in response.headers.get("Cache-Control", ""):
            for name in IDLE_HEADERS:
                response.headers.pop(name, None)
        return response

    if not iscoroutinefunction(get_response):
        return lambda request: stripped(get_response(request))

    async def middleware(request: HttpRequest) -> HttpResponseBase:
        return stripped(await get_response(request))

    return middleware
