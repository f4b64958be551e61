"""A paper as JSON: the same paper is always the same bytes."""

from dataclasses import asdict
from hashlib import sha256
from typing import Any

import orjson

from command.core.times import iso_or_none
from incidents.documents.paper import Block, Paper, Picture


def to_json(paper: Paper) -> bytes:
    """Return the paper as canonical JSON: keys in order, UTC, pictures by their SHA-256."""
    plain: dict[str, Any] = {
        **asdict(paper),
        "issued_at": iso_or_none(paper.issued_at),
        "as_of": iso_or_none(paper.as_of),
        "blocks": [_plain(block) for block in paper.blocks],
    }
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def _plain(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Picture):
        digest = sha256(block.content).hexdigest()
        return {"block": kind, "caption": block.caption, "sha256": digest}
    return {"block": kind, **asdict(block)}
