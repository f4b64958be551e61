"""The program of the locked process: reads one file, says what it is, ends.

The file is open on standard input. Out goes one line of JSON, then the previews one after the
other. Run as ``python -I -B box.py '{limits}'``.
"""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).parent))

HEAD = 64
Look = tuple[dict[str, Any], dict[str, bytes]]
BRANDS = {b"qt  ": "quicktime"}


def family_of(head: bytes) -> str:
    """Return what the first bytes say; the rest must bear it out."""
    if head[:3] == b"\xff\xd8\xff" or head[:8] == b"\x89PNG\r\n\x1a\n":
        return "image"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "mp4")
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head:
        return "webm"
    return "ogg" if head[:4] == b"OggS" else ""


def look(given: dict[str, Any], file: BinaryIO, family: str, locks: list[str]) -> Look:
    """Look within the limits. Raises ``Refused``, or whatever a damaged file brings about."""
    images, whole = importlib.import_module("images"), importlib.import_module("whole")
    if given["strict"] and "calls" not in locks:
        raise images.Refused("unlocked")
    if not family:
        raise images.Refused("kind")
    if whole.is_disguised(file):
        raise images.Refused("disguised")
    if not whole.is_whole(file, family):
        raise images.Refused("broken")
    seen: Look
    if family == "image":
        seen = images.look(file, given, given["sizes"])
    else:
        seen = importlib.import_module("films").look(file, family, given, given["sizes"])
    return seen


def main() -> None:
    """Lock oneself in, look, say what was seen or the word for why not."""
    given: dict[str, Any] = json.loads(sys.argv[1])
    jail, images = importlib.import_module("jail"), importlib.import_module("images")
    importlib.import_module("whole")
    found: dict[str, Any]
    small: dict[str, bytes] = {}
    with open(0, "rb", buffering=64 * 1024, closefd=False) as file:
        family = family_of(os.pread(0, HEAD, 0))
        # All that is imported is imported now.
        if family:
            images.rehearse()
        if family not in {"", "image"}:
            importlib.import_module("films")
        locks = jail.lock_in(
            memory=given["memory"], cpu_s=given["cpu_s"], file_bytes=given["out_bytes"]
        )
        try:
            found, small = look(given, file, family, locks)
        except images.Refused as why:
            found = {"refused": str(why)}
        except MemoryError:
            found = {"refused": "memory"}
        except Exception as fault:  # noqa: BLE001  whatever a damaged file brings about
            found = {"refused": "broken", "fault": type(fault).__name__}
    head = {**found, "locks": locks, "previews": {k: len(v) for k, v in small.items()}}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(small.values()))
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing of the file is touched again


if __name__ == "__main__":
    main()
