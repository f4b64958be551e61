"""The words of the scripts of photo, map, voice and position."""

from collections.abc import Mapping

WORDS: Mapping[str, object] = {}
