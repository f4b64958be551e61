"""Static files with hashed names, imports between modules included; those of the phone lean."""

import re
from typing import Any

from django.core.files.base import ContentFile
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
