"""Sets papers in a process of its own: orders in, files out. The press runs it, as a file.

It knows nothing of Django, opens no connection, and ends when its parent does.
"""

import importlib
import json
import os
import sys
from typing import Any, BinaryIO

WIDTH = 8  # bytes that say how long what follows is
DONE, FAILED = b"+", b"-"
PAPER, WORD = "pdf", "docx"
NICE = 5  # whoever waits for a page comes before whoever waits for a paper


def write(out: BinaryIO, mark: bytes, content: bytes) -> None:
    """Answer."""
    out.write(mark + len(content).to_bytes(WIDTH, "big") + content)
    out.flush()


def paper(given: dict[str, Any]) -> bytes:
    """Set an HTML page as PDF. Nothing is fetched."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    nothing_outside = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    sheets = [weasyprint.CSS(string=text) for text in given["sheets"]]
    page = weasyprint.HTML(string=given["page"], url_fetcher=nothing_outside)
    content: bytes = page.write_pdf(stylesheets=sheets, presentational_hints=True)
    return content


def word(given: dict[str, Any]) -> bytes:
    """Play the calls of a page one after another, and return the Word file."""
    # The page lies beside this file. By its full name the whole of Django would come with it.
    content: bytes = importlib.import_module("word_page").played(given["calls"])
    return content


SETTERS = {PAPER: paper, WORD: word}


def main() -> None:
    """Set what is handed in, one paper after another."""
    os.nice(NICE)
    out = sys.stdout.buffer
    while head := sys.stdin.buffer.read(WIDTH):
        given: dict[str, Any] = json.loads(sys.stdin.buffer.read(int.from_bytes(head, "big")))
        try:
            content = SETTERS[given["form"]](given)
        except Exception as failure:  # noqa: BLE001 - told to whoever asked; the next one is set
            write(out, FAILED, repr(failure).encode())
        else:
            write(out, DONE, content)


if __name__ == "__main__":
    main()
