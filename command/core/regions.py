"""Region codes and their names: cheap, for every sentence and every check."""

from functools import cache
from typing import Final

from command.core.models.region import Region
from command.core.tongues import is_english

REGION: Final = "150000"  # the autonomous region
CITIES: Final = (
    "150100",
    "150200",
    "150600",
    "150900",
)  # 呼 包 鄂 乌, in the agreement's order


def covers(scope: str, code: str) -> bool:
    """Return whether ``code`` lies in ``scope``, by the digits of GB/T 2260."""
    if scope == REGION:
        return True
    if scope.endswith("00"):
        return scope[:4] == code[:4]
    return scope == code


def city_of(code: str) -> str:
    """Return the code of the city a banner lies in; the region and cities answer themselves."""
    return code if code == REGION else f"{code[:4]}00"


def name(code: str) -> str:
    """Return the name of a region in the language of the reader; the code itself if unknown."""
    names = _names().get(code)
    if names is None:
        return code
    return names[1 if is_english() else 0]


def known(code: str) -> bool:
    """Return whether there is such a region."""
    return code in _names()


@cache
def _names() -> dict[str, tuple[str, str]]:
    return {r.code: (r.name_zh, r.name_en) for r in Region.objects.all()}


def forget() -> None:
    """Read the names anew at the next question; for the loader and for tests."""
    _names.cache_clear()
