"""The words of the scripts of the outbox."""

from collections.abc import Mapping

WORDS: Mapping[str, object] = {}
