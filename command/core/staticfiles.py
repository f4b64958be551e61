"""Static files with hashed names, imports between modules included; those of the phone lean."""

import re
from inspect import iscoroutinefunction
from typing import Any

from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

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

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Keep a file; without its comments if it goes to phones."""
        if name and name.startswith(LEAN) and name.endswith((".js", ".css")):
            content = ContentFile(lean(content.read().decode()).encode())
        return str(super().save(name, content, max_length))


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
