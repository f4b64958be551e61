"""``manage.py found_authority 150600``: the first three administrators of an authority."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from command.core import authority, passwords, regions
from command.core.actions import grant_duty, register_person
from command.core.errors import Refusal
from command.core.policies import Post
from command.core.selectors import duties_granted_by

# Whoever is first has nobody to be registered by; everybody after them is.
FOUNDERS = {
    "sysadmin": (Post.SYSTEM_ADMIN, "系统管理员"),
    "secadmin": (Post.SECURITY_ADMIN, "安全管理员"),
    "auditor": (Post.AUDIT_ADMIN, "审计管理员"),
}


class Command(BaseCommand):
    """Opens an account for each administrator's post that nobody holds."""

    help = "Open the first administrators' accounts of a city or of the region."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the code of the authority."""
        parser.add_argument("authority", choices=[*regions.CITIES, regions.REGION])

    def handle(self, *args: Any, **options: Any) -> None:
        """Open what is missing; say each password this once."""
        code = options["authority"]
        held = set(duties_granted_by(code).values_list("post", flat=True))
        missing = {name: found for name, found in FOUNDERS.items() if found[0] not in held}
        if not missing:
            self.stdout.write("All three administrators are there; nothing was changed.")
            return
        try:
            with transaction.atomic(), authority.acting_as(code):
                opened = [self._open(code, name, *found) for name, found in missing.items()]
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("Hand these over in person; they are shown once:")
        for username, password in opened:
            self.stdout.write(f"  {username:<20} {password}")

    def _open(self, code: str, name: str, post: Post, title: str) -> tuple[str, str]:
        username, password = f"{code}.{name}", passwords.fresh()
        person = register_person(
            actor=None,
            username=username,
            name=f"{regions.name(code)}·{title}",
            password=password,
        )
        grant_duty(actor=None, person_id=person.pk, post=post, region=code)
        return username, password
