"""Writing the file of a plan: always the same bytes for the same plan.

Parts and fields stand in the order in which ``plans.document.shape`` declares them; what
says nothing (a field at its default) is left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

import orjson
import yaml

from plans.document.rules import Parts
from plans.document.shape import FORMAT, Document

HEAD = ("city", "kind", "department", "title", "title_en", "event_types")
# What some reader of YAML (1.1 or 1.2) might take for something else than a text.
LOOKS_OTHERWISE = re.compile(
    r"[-+]?[0-9._:eExXoOtTzZ-]*[0-9][0-9._:eExXoOtTzZ-]*|true|false|yes|no|on|off|y|n|null|~|",
    re.IGNORECASE,
)
# Line ends that a reader of YAML turns into others, unless they are escaped.
OTHER_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")


class _Dumper(yaml.SafeDumper):
    """Lists stand under their name, indented; nothing refers to anything."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out where it stands."""
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = None
    if OTHER_LINE_ENDS.search(value):
        style = '"'
    elif "\n" in value:
        style = "|"
    elif LOOKS_OTHERWISE.fullmatch(value):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def as_file(head: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file of a plan: what it is, then what it says, without what says nothing."""
    told = {
        "format": FORMAT,
        **{name: head[name] for name in HEAD if head[name] or name != "department"},
    }
    return {**told, "document": _terse(Document, data)}


def as_yaml(file: Mapping[str, Any], notes: Sequence[str] = ()) -> str:
    """Return the file as YAML, ``notes`` as comments above it."""
    comments = "".join(f"# {_one_line(note)}\n" for note in notes)
    body = yaml.dump(
        file, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**30, indent=2
    )
    return comments + body


def as_json(file: Mapping[str, Any]) -> str:
    """Return the file as JSON, indented."""
    return orjson.dumps(file, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _terse(part: type, data: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field in fields(part):
        value = data[field.name]
        rule = field.metadata["rule"]
        if isinstance(rule, Parts):
            value = [_terse(rule.of, each) for each in value]
        default = field.default
        if isinstance(default, tuple):
            default = list(default)
        if default is MISSING or value != default or type(value) is not type(default):
            told[field.name] = value
    return told


def _one_line(note: str) -> str:
    return " ".join(note.split())
