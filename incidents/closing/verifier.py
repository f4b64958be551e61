#!/usr/bin/env python3
"""Verify the archive of an incident. Needs Python 3.8 and nothing else.

    python3 verify.py ARCHIVE.zip

Checks that every file is the one that the manifest names, and that each journal is one
chain from its first entry to its last: SHA-256 over the hash before it and the entry.
"""

import hashlib
import json
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
READ = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def verify(path: "str | Path") -> "list[str]":
    """Return what is wrong with an archive, file by file; nothing when it is whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _faults(archive)
    except READ as broken:
        return [f"{path}: no whole zip file ({broken})"]


def _faults(archive: zipfile.ZipFile) -> "list[str]":
    faults = []
    try:
        sealed = archive.read(MANIFEST)
        seal = archive.read(SEAL).decode("ascii", "replace").split()
    except (KeyError, *READ) as broken:
        return [f"{MANIFEST}: cannot be read ({broken})"]
    if seal[:1] != [hashlib.sha256(sealed).hexdigest()]:
        return [f"{MANIFEST}: changed"]
    manifest = json.loads(sealed)
    named = {file["path"]: file for file in manifest["files"]}
    there = {info.filename for info in archive.infolist()} - {MANIFEST, SEAL}
    faults += [f"{name}: not in the manifest" for name in sorted(there - set(named))]
    for name, file in named.items():
        faults += _fault_of(archive, name, file["sha256"])
    for room in manifest["rooms"]:
        if not any(fault.startswith(room["path"] + ":") for fault in faults):
            faults += _chain_faults(archive.read(room["path"]), room)
    return faults


def _fault_of(archive: zipfile.ZipFile, name: str, sha256: str) -> "list[str]":
    try:
        content = archive.read(name)
    except KeyError:
        return [f"{name}: missing"]
    except READ as broken:
        return [f"{name}: changed ({broken})"]
    return [] if hashlib.sha256(content).hexdigest() == sha256 else [f"{name}: changed"]


def _chain_faults(content: bytes, room: "dict[str, Any]") -> "list[str]":
    """Each line is the hash of an entry, a blank, and the entry as it was hashed."""
    before, count = b"", 0
    for count, line in enumerate(content.splitlines(), 1):
        told, entry = line.split(b" ", 1)
        before = hashlib.sha256(before + entry).digest()
        if before.hex() != told.decode("ascii") or json.loads(entry)["seq"] != count:
            return [f"{room['path']}: the chain breaks at entry {count}"]
    if count != room["entries"] or before.hex() != room["head"]:
        return [f"{room['path']}: the chain does not end at its head"]
    return []


def main(arguments: "list[str]") -> int:
    """Verify the archive named on the command line; say what is wrong."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    faults = verify(arguments[0])
    for fault in faults:
        sys.stderr.write(fault + "\n")
    sys.stdout.write("NOT WHOLE\n" if faults else "whole: every file and every chain\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
