"""How Chinese names are typed on a keyboard: whole syllables, and initials."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def spelled(text: str) -> tuple[str, str]:
    """Return ("lingxun", "lx") for 凌汛; other letters stay as they are, in lower case."""
    from pypinyin import lazy_pinyin  # its dictionaries are large: only a search needs them

    syllables = [part.lower() for part in lazy_pinyin(text) if part.strip()]
    whole = "".join(syllables)
    initials = "".join(part[0] for part in syllables if part[0].isalnum())
    return whole, initials


def matches(text: str, sought: str) -> bool:
    """Return whether ``sought`` (lower case) stands in the name, its pinyin or initials."""
    whole, initials = spelled(text)
    bare = "".join(sought.split())
    return (
        sought in text.lower()
        or whole.startswith(bare)
        or initials.startswith(bare)
        or (len(bare) >= 2 and (bare in initials or bare in whole))
    )
