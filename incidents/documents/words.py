"""The words and dates that the layout itself sets."""

import unicodedata
from datetime import datetime

from django.utils import dateformat, translation
from django.utils.timezone import localtime


def is_chinese(language: str) -> bool:
    """Return whether a paper in this language follows the Chinese layout."""
    return language.startswith("zh")


def date_in_words(at: datetime, language: str) -> str:
    """Return a date as papers write it: 2027年3月19日, or 19 March 2027."""
    day = localtime(at)
    if is_chinese(language):
        return f"{day.year}年{day.month}月{day.day}日"
    with translation.override("en"):
        return dateformat.format(day, "j F Y")


def moment_in_words(at: datetime, language: str) -> str:
    """Return a date with the time of day: 2027年3月19日 05:40, or 19 March 2027, 05:40."""
    clock = f"{localtime(at):%H:%M}"
    separator = " " if is_chinese(language) else ", "
    return f"{date_in_words(at, language)}{separator}{clock}"


def clean(text: str) -> str:
    """Return the text without the control signs that no file format can hold."""
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn"}
    )


def lines_of(text: str) -> list[str]:
    """Return the paragraphs of a text, without the empty ones."""
    return [line.strip() for line in clean(text).splitlines() if line.strip()]
