"""YAML as people write plans by hand.

YAML 1.1 reads ``on``, ``off``, ``yes`` and ``no`` as truth values, also as names: a
condition's ``on: grade`` would lose its name. Here, as in YAML 1.2, only true and false are.
"""

import re
from typing import Any

import yaml

BOOL = "tag:yaml.org,2002:bool"


class PlainLoader(yaml.SafeLoader):
    """The safe loader, for which only ``true`` and ``false`` are truth values."""


PlainLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in known if tag != BOOL]
    for letter, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver(
    BOOL, re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def load(text: str) -> Any:
    """Return what the text says. Raises ``yaml.YAMLError``."""
    return yaml.load(text, Loader=PlainLoader)  # noqa: S506  a safe loader
