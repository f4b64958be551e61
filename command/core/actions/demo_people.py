"""Entering the fictional people of the demo."""

import csv
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core import authority, demo, second_factor
from command.core.actions.duties import grant_duty
from command.core.actions.enrolment import confirm_second_factor, enrol_second_factor
from command.core.actions.people import open_account, register_organisation
from command.core.doors import door
from command.core.errors import NotPermitted
from command.core.models import Organisation, Person
from command.core.policies import APPROVING
from command.core.sealing import Unreadable, seal, unseal

DATA = Path(__file__).resolve().parents[1] / "data"


@door
def load_demo_people(*, actor: Person | None) -> int:
    """Enter the organisations and people of the demo that are missing; return how many people.

    Raises ``NotPermitted`` where the settings do not allow a demo: the password is
    in the source code.
    """
    if not demo.allowed():
        raise NotPermitted(_("Demo people are not allowed here."))
    homes = {}
    for row in _rows("demo_organisations.csv"):
        with authority.acting_as(row["authority"]):
            homes[row["authority"], row["kind"]] = _organisation(row)
    there = set(Person.objects.filter(_demo_names()).values_list("username", flat=True))
    missing = [row for row in _rows("demo_people.csv") if username_of(row) not in there]
    # Hashed once: this password is no secret, and sixty hashes would take ten seconds.
    hashed = make_password(demo.PASSWORD) if missing else ""
    _open_again(there)
    for row in missing:
        with authority.acting_as(row["authority"]):
            _enter(row, homes[row["authority"], row["organisation"]], hashed)
    return len(missing)


def username_of(row: dict[str, str]) -> str:
    """Return the whole user name of a row."""
    return f"{row['authority']}.{row['username']}"


def _demo_names() -> Q:
    return Q(username__in=[username_of(row) for row in _rows("demo_people.csv")])


def _organisation(row: dict[str, str]) -> Organisation:
    there = Organisation.objects.filter(
        origin=row["authority"], region=row["region"], name_zh=row["name_zh"]
    ).first()
    if there is not None:
        return there
    given: dict[str, Any] = {
        name: row[name] for name in ("name_zh", "name_en", "kind", "region")
    }
    return register_organisation(actor=None, **given)


def _enter(row: dict[str, str], home: Organisation, hashed: str) -> None:
    person = Person(username=username_of(row), name=row["name"], organisation=home)
    open_account(None, person, hashed)
    grant_duty(
        actor=None,
        person_id=person.pk,
        post=row["post"],
        region=row["region"],
        organisation=home,
    )
    if row["post"] in APPROVING:
        enrol_second_factor(actor=person, seed=demo.SEED)
        # Not the present code if there is time: that one is left for a sign-in.
        confirm_second_factor(actor=person, code=second_factor.code_to_spare(demo.SEED))


def _open_again(names: set[str]) -> None:
    # The same database under another SECRET_KEY: this seed is no secret, so nobody is shut out.
    for person in Person.objects.filter(username__in=names).exclude(totp_seed=""):
        try:
            unseal(person.totp_seed)
        except Unreadable:
            person.totp_seed = seal(demo.SEED)
            with authority.acting_as(person.origin):
                person.save(update_fields=["totp_seed"])


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
