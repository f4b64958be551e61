"""The program that opens files: it waits, and for each file bears a process that is locked in.

Over the socket on its standard input comes what is asked, a line of JSON, with two open files:
the one to look into, and the one for the answer. That is a line of JSON, then the pictures that
were made, one after the other. A process sees one file and ends; this one sees none, and ends
when nobody can ask it any more. Run as ``python -I -B box.py images``, or ``… films`` for all.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).parent))

HEAD = 64
ASKED = 64 * 1024
AT_ONCE = 4  # files
PAUSE_S = 0.05
Look = tuple[dict[str, Any], dict[str, bytes]]
# Of a box that films come in. Pictures of some telephones come in it too: nothing here opens
# those, and they are no damaged films.
BRANDS = {b"qt  ": "quicktime"} | dict.fromkeys(
    [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"], ""
)


def family_of(head: bytes) -> str:
    """Return what the first bytes say; the rest must bear it out."""
    if head[:3] == b"\xff\xd8\xff" or head[:8] == b"\x89PNG\r\n\x1a\n":
        return "image"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if head[:5] == b"%PDF-":
        return "pdf"
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
    if whole.is_disguised(file, family):
        raise images.Refused("disguised")
    if not whole.is_whole(file, family):
        raise images.Refused("broken")
    seen: Look
    if family == "pdf":
        # A document is kept to be saved: nothing here unpacks it.
        seen = {"content_type": "application/pdf"}, {}
    elif family != "image":
        seen = importlib.import_module("films").look(file, family, given, given["sizes"])
    elif given["covers"] is not None:
        seen = images.cover(file, given)
    else:
        seen = images.look(file, given, given["sizes"])
    return seen


def open_one(given: dict[str, Any], apart: list[str]) -> None:
    """Lock oneself in, look, say what was seen or the word for why not."""
    jail, images = importlib.import_module("jail"), importlib.import_module("images")
    family = family_of(os.pread(0, HEAD, 0))
    if given["images_only"] and family not in {"image", *given["also"]}:
        family = ""
    found: dict[str, Any]
    small: dict[str, bytes] = {}
    with open(0, "rb", buffering=64 * 1024, closefd=False) as file:
        held = jail.lock_in(
            memory=given["memory"], cpu_s=given["cpu_s"], file_bytes=given["out_bytes"]
        )
        locks = [*apart, *held]
        try:
            found, small = look(given, file, family, locks)
        except images.Refused as why:
            found = {"refused": str(why)}
        except MemoryError:
            found = {"refused": "memory"}
        except Exception as fault:  # noqa: BLE001  whatever a damaged file brings about
            found = {"refused": "broken", "fault": type(fault).__name__}
    head = {**found, "locks": locks, "previews": {k: len(v) for k, v in small.items()}}
    with open(1, "wb", closefd=False) as out:
        out.write(json.dumps(head).encode() + b"\n" + b"".join(small.values()))


def bear(given: dict[str, Any], files: list[int], apart: list[str]) -> int:
    """Start the process that looks into one file; return its number."""
    born = os.fork()
    if born:
        return born
    try:
        # It has the file, the place of its answer, and nothing else that is open here.
        os.dup2(files[0], 0)
        os.dup2(files[1], 1)
        os.closerange(3, 1024)
        open_one(given, apart)
    finally:
        os._exit(0)  # nothing of the file is touched again


def bury(born: dict[int, float]) -> None:
    """End those whose time is up, and forget those that have ended."""
    at = time.monotonic()
    for number, until in list(born.items()):
        if at > until:
            os.kill(number, signal.SIGKILL)
        if os.waitpid(number, os.WNOHANG)[0]:
            del born[number]


def main() -> None:
    """Wait for files until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an end that is meant comes over the line
    images, jail = importlib.import_module("images"), importlib.import_module("jail")
    importlib.import_module("whole")
    # All that is imported is imported now.
    if sys.argv[1] == "films":
        importlib.import_module("films")
    images.rehearse()
    apart = jail.set_apart()
    gc.freeze()
    line = socket.socket(fileno=0)
    born: dict[int, float] = {}
    while True:
        hears = [line] if len(born) < AT_ONCE else []
        ready, _, _ = select.select(hears, [], [], PAUSE_S if born else None)
        bury(born)
        if not ready:
            continue
        said, files, _flags, _address = socket.recv_fds(line, ASKED, 2)
        if not said:
            break
        try:
            given: dict[str, Any] = json.loads(said)
            born[bear(given, files, apart)] = time.monotonic() + given["wall_s"]
        finally:
            for file in files:
                os.close(file)
    for number in born:
        os.kill(number, signal.SIGKILL)


if __name__ == "__main__":
    main()
