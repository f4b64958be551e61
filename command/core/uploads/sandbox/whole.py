"""Whether a file is all there and nothing else besides: by its structure, not its decoder."""

import os
import struct
from typing import BinaryIO

HEAD, TAIL = 1024, 65_536 + 22
# What a browser or a reader would take the file for, if it were asked to guess.
GUISES = (b"%pdf-", b"<script", b"<html", b"<!doctype", b"<svg", b"<?php", b"<body", b"<iframe")
END_OF_ZIP = b"PK\x05\x06"
SEGMENT = b"\x18\x53\x80\x67"
MOST_BOXES = 100_000


def is_disguised(file: BinaryIO, family: str) -> bool:
    """Return whether the file is also something else: a page, a document, an archive."""
    size = os.fstat(file.fileno()).st_size
    head = os.pread(file.fileno(), HEAD, 0).lower()
    if family == "pdf":
        head = head.removeprefix(b"%pdf-")
    if any(guise in head for guise in GUISES):
        return True
    tail = os.pread(file.fileno(), TAIL, max(0, size - TAIL))
    at = tail.rfind(END_OF_ZIP)
    if at < 0 or at + 22 > len(tail):
        return False
    comment: int = struct.unpack("<H", tail[at + 20 : at + 22])[0]
    return at + 22 + comment == len(tail)


def is_whole(file: BinaryIO, family: str) -> bool:
    """Return whether a film or a document ends where its own structure says."""
    if family == "pdf":
        return _document_ends(file)
    if family in {"mp4", "quicktime"}:
        return _boxes_fill(file)
    return _segment_fits(file) if family == "webm" else True


def _document_ends(file: BinaryIO) -> bool:
    """Return whether a PDF leads to its table, and has the mark of its end after that."""
    size = os.fstat(file.fileno()).st_size
    tail = os.pread(file.fileno(), HEAD, max(0, size - HEAD))
    table, end = tail.rfind(b"startxref"), tail.rfind(b"%%EOF")
    lead = tail[table + 9 : end].strip()
    return 0 <= table < end and lead.isdigit() and int(lead) < size


def _boxes_fill(file: BinaryIO) -> bool:
    size, at = os.fstat(file.fileno()).st_size, 0
    for _ in range(MOST_BOXES):
        if at == size:
            return True
        head = os.pread(file.fileno(), 16, at)
        if len(head) < 8:
            return False
        length, kind = struct.unpack(">I4s", head[:8])
        if length == 0:
            return bool(kind == b"mdat")  # the last box may reach to the end of the file
        if length == 1 and len(head) == 16:
            length = struct.unpack(">Q", head[8:])[0]
        if length < 8 or not all(32 <= sign < 127 or sign == 0xA9 for sign in kind):
            return False
        at += length
        if at > size:
            return False
    return False


def _segment_fits(file: BinaryIO) -> bool:
    """Return whether the length is right; a recorder that streams does not know it."""
    head = os.pread(file.fileno(), HEAD, 0)
    at = head.find(SEGMENT)
    if at < 0 or at + 12 > len(head):
        return False
    first = head[at + 4]
    if not first:
        return False
    wide = 9 - first.bit_length()  # bytes of the number
    length = int.from_bytes(head[at + 4 : at + 4 + wide]) & ((1 << (7 * wide)) - 1)
    if length == (1 << (7 * wide)) - 1:
        return True
    return at + 4 + wide + length <= os.fstat(file.fileno()).st_size
