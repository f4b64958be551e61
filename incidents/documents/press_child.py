"""Sets papers in a process of its own: pages come in, PDFs go out. Run by the press, as a file.

It knows nothing of Django, opens no connection, and ends when its parent does.
"""

import json
import os
import sys
from typing import Any, BinaryIO

WIDTH = 8  # bytes that say how long what follows is
DONE, FAILED = b"+", b"-"
NICE = 5  # whoever waits for a page comes before whoever waits for a paper


def write(out: BinaryIO, mark: bytes, content: bytes) -> None:
    """Answer."""
    out.write(mark + len(content).to_bytes(WIDTH, "big") + content)
    out.flush()


def main() -> None:
    """Set what is handed in, one paper after another."""
    os.nice(NICE)
    import weasyprint
    from weasyprint.urls import URLFetcher

    nothing_outside = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    out = sys.stdout.buffer
    while head := sys.stdin.buffer.read(WIDTH):
        given: dict[str, Any] = json.loads(sys.stdin.buffer.read(int.from_bytes(head, "big")))
        try:
            sheets = [weasyprint.CSS(string=text) for text in given["sheets"]]
            page = weasyprint.HTML(string=given["page"], url_fetcher=nothing_outside)
            content = page.write_pdf(stylesheets=sheets, presentational_hints=True)
        except Exception as failure:  # noqa: BLE001 - told to whoever asked; the next one is set
            write(out, FAILED, repr(failure).encode())
        else:
            write(out, DONE, content)


if __name__ == "__main__":
    main()
