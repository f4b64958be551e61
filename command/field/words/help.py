"""The words of the scripts of the call for help."""

from collections.abc import Mapping

WORDS: Mapping[str, object] = {}
