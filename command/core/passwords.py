"""What a password must be and how old (GB/T 22239 level 3, 8.1.4.1 a).

What it must be stands over Django's own validators.
"""

import secrets
import string

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import demo
from command.core.errors import Invalid
from command.core.models import PasswordAgeRule, PasswordUsed, Person
from command.core.policies import duties_of

KINDS_WANTED = 3
REMEMBERED = 5


class KindsOfCharacters:
    """Wants three of four kinds: capitals, small letters, digits, anything else."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise ``ValidationError`` when fewer kinds are there."""
        kinds = {_kind_of(character) for character in password}
        if len(kinds) < KINDS_WANTED:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        """Say what is wanted."""
        return _(
            "Use three of these: capital letters, small letters, digits, other characters."
        )


class NotUsedBefore:
    """Refuses the last five passwords of the person."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise ``ValidationError`` when the person has used it lately."""
        if user is None or user._state.adding:
            return
        used = PasswordUsed.objects.filter(person=user)[:REMEMBERED]
        if any(check_password(password, old.password) for old in used):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        """Say what is wanted."""
        return _("It is none of the last five passwords.")


def judge(password: str, person: Person) -> None:
    """Raise ``Invalid`` with every reason why ``password`` will not do."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Invalid(
            gettext_lazy("This password will not do."), password=list(error.messages)
        ) from None


def days_too_old(person: Person) -> int:
    """Return how many days ago a password was set that its owner must renew now; else 0.

    The strictest rule of the posts that ``person`` holds decides. Of a person of another node
    nobody here knows how old the password is. The demo's is in the source code and lasts.
    """
    posts = set(duties_of(person).values_list("post", flat=True))
    rules = PasswordAgeRule.in_force.of(person.origin) if posts else []
    limits = [rule.days for rule in rules if rule.post in posts]
    latest = PasswordUsed.objects.filter(person=person).first()
    if not limits or latest is None:
        return 0
    days = (now() - latest.used_at).days
    if days < min(limits) or (demo.allowed() and person.check_password(demo.PASSWORD)):
        return 0
    return days


def fresh() -> str:
    """Return a random password that will do."""
    while True:
        word = secrets.token_urlsafe(18)
        if len({_kind_of(character) for character in word}) >= KINDS_WANTED:
            return word


def _kind_of(character: str) -> str:
    if character in string.digits:
        return "digit"
    if character.isupper():
        return "capital"
    return "small" if character.islower() else "other"
