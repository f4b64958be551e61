"""The columns of the registers as files: how each is headed, read, and said.

Values are plain (text, number, yes or no, list, nothing), so that what a file says, what the
register holds and what an import changed can be compared and kept as JSON.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

Value = Any


class Wrong(Exception):  # noqa: N818  an answer, not a fault
    """A cell cannot be read: why, and what would help."""

    def __init__(self, reason: str, remedy: str) -> None:
        """Say both."""
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


Reader = Callable[[str], Value]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``read`` makes a value of a cell that says something; ``say`` the reverse.

    ``default`` is the value of a new thing where the file has nothing to say. ``personal``:
    shown only to those who may name people, and kept in no record of an import.
    """

    key: str
    zh: str
    en: str
    read: Reader
    say: Callable[[Value], str] = field(default=lambda value: str(value))
    required: bool = False
    default: Value = ""
    example: str = ""
    note_zh: str = ""
    note_en: str = ""
    personal: bool = False


def text(most: int) -> Reader:
    """Read a text of at most ``most`` signs."""

    def reader(cell: str) -> str:
        if len(cell) > most:
            raise Wrong(
                _("%(has)d characters are too many.") % {"has": len(cell)},
                _("At most %(most)d characters.") % {"most": most},
            )
        return cell

    return reader


def whole(least: int, most: int) -> Reader:
    """Read a whole number within bounds."""

    def reader(cell: str) -> int:
        plain = cell.replace(",", "").replace("\uff0c", "")
        remedy = _("A whole number from %(least)d to %(most)d.") % {
            "least": least,
            "most": most,
        }
        if not (plain.isascii() and plain.isdigit()) or len(plain) > 12:
            raise Wrong(_("This is not a whole number."), remedy)
        if not least <= int(plain) <= most:
            raise Wrong(_("This number is out of bounds."), remedy)
        return int(plain)

    return reader


def degrees(least: float, most: float) -> Reader:
    """Read degrees, WGS 84, to about ten centimetres."""

    def reader(cell: str) -> float:
        remedy = _("Decimal degrees, WGS 84, from %(least)g to %(most)g.") % {
            "least": least,
            "most": most,
        }
        try:
            value = float(cell)
        except ValueError:
            raise Wrong(_("This is not a number."), remedy) from None
        # NaN fails every comparison, so it fails this.
        if not least <= value <= most:
            raise Wrong(_("This is no such place on earth."), remedy)
        return round(value, 6)

    return reader


def day(cell: str) -> str:
    """Read a day, written 2027-03-19, 2027/3/19 or 2027年3月19日."""
    plain = cell.replace("年", "-").replace("月", "-").replace("日", "")
    parts = plain.replace("/", "-").replace(".", "-").split("-")
    try:
        found = date(*(int(part) for part in parts))
    except (ValueError, TypeError, OverflowError):
        raise Wrong(_("This is not a day."), _("Write it 2027-03-19.")) from None
    if not 1990 <= found.year < 2100:
        raise Wrong(_("This is not a day."), _("Between 1990 and 2100."))
    return found.isoformat()


YES = frozenset({"是", "yes", "y", "true", "1", "有"})
NO = frozenset({"否", "no", "n", "false", "0", "无"})


def yes(cell: str) -> bool:
    """Read yes or no, in either language."""
    said = cell.lower()
    if said in YES:
        return True
    if said in NO:
        return False
    raise Wrong(_("This is neither yes nor no."), _("Write 是 or 否."))


def say_yes(value: Value) -> str:
    """Say yes or no, as both languages' files do."""
    return "" if value is None else "是" if value else "否"


def codes(known: Callable[[], Mapping[str, str]]) -> Reader:
    """Read several codes or names; ``known`` maps both to codes."""

    def reader(cell: str) -> list[str]:
        plain = cell
        for sign in "\uff1b;、\uff0c,|/":
            plain = plain.replace(sign, " ")
        table, found = known(), set()
        for word in plain.split():
            code = table.get(word.upper()) or table.get(word)
            if code is None:
                raise Wrong(
                    _("“%(word)s” is not known.") % {"word": word},
                    _("Codes of the list, a blank between them: %(some)s …")
                    % {"some": " ".join(sorted(set(table.values()))[:6])},
                )
            found.add(code)
        return sorted(found)

    return reader


def say_codes(value: Value) -> str:
    """Say several codes."""
    return " ".join(value or [])


def one_of(known: Callable[[], Mapping[str, str]], what: Callable[[], str]) -> Reader:
    """Read a code or a name; ``known`` maps both to codes."""

    def reader(cell: str) -> str:
        table = known()
        code = table.get(cell) or table.get(cell.upper()) or table.get(cell.lower())
        if code is None:
            some = "、".join(list(dict.fromkeys(table.values()))[:8])
            raise Wrong(
                _("There is no such %(what)s.") % {"what": what()},
                _("One of the codes or names of the list: %(some)s …") % {"some": some},
            )
        return code

    return reader
