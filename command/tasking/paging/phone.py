"""Telephone numbers: how one is written, and what of it is shown afterwards."""

import re

from django.utils.translation import gettext_lazy as _

from command.core.errors import Invalid

NUMBER = re.compile(r"\+?[0-9]{5,15}", re.ASCII)
BETWEEN = re.compile(r"[\s()./-]+", re.ASCII)


def cleaned(given: str) -> str:
    """Return a number without what people write between its digits. Raises ``Invalid``."""
    number = BETWEEN.sub("", given)
    if not NUMBER.fullmatch(number):
        raise Invalid(_("This is no telephone number."), field="phone")
    return number


def hint_of(number: str) -> str:
    """Return what is kept of a number: its last four digits."""
    return f"…{number[-4:]}" if number else ""
