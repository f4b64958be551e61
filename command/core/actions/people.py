"""Opening, changing and closing the accounts of people."""

import re
import unicodedata
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, journal, passwords, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.facts import PasswordChanged, PersonDisabled, PersonRegistered
from command.core.models import Organisation, PasswordUsed, Person, Room
from command.core.policies import Post, require
from command.core.selectors import locked_person

ADMINISTERS = frozenset({Post.SYSTEM_ADMIN})
USERNAME = re.compile(r"[0-9]{6}\.[a-z0-9][a-z0-9._-]{1,31}")


@door
def register_organisation(
    *,
    actor: Person | None,
    name_zh: str,
    name_en: str,
    kind: str,
    region: str,
    parent: Organisation | None = None,
) -> Organisation:
    """Enter an organisation that people work for."""
    acting = authority.current()
    require(actor, ADMINISTERS, to=_("enter an organisation"), region=acting)
    if not regions.known(region) or kind not in Organisation.Kind.values:
        raise Invalid(gettext_lazy("There is no such region or kind of organisation."))
    there = Organisation.objects.filter(origin=acting, region_id=region, name_zh=name_zh)
    if there.exists():
        raise Conflict(gettext_lazy("This organisation is entered already."))
    organisation = Organisation(
        name_zh=name_zh, name_en=name_en, kind=kind, region_id=region, parent=parent
    )
    organisation.save(force_insert=True)
    return organisation


@door
def register_person(
    *,
    actor: Person | None,
    username: str,
    name: str,
    password: str,
    organisation: Organisation | None = None,
    language: str = "zh-hans",
) -> Person:
    """Open an account and its inbox; the person belongs to the acting authority.

    Raises ``NotPermitted``, ``Invalid`` or ``Conflict``.
    """
    acting = authority.current()
    require(actor, ADMINISTERS, to=_("register people"), region=acting)
    _judge_names(username, name, language, acting)
    person = Person(username=username, name=name, organisation=organisation, language=language)
    passwords.judge(password, person)
    return open_account(actor, person, make_password(password))


def open_account(actor: Person | None, person: Person, hashed: str) -> Person:
    """Write a judged person, the inbox and the first entry; inside a door."""
    person.password = hashed
    person.save(force_insert=True)
    PasswordUsed.objects.create(person=person, password=person.password)
    journal.open_room(person.room, Room.Kind.PERSON, authority.current())
    journal.append(
        PersonRegistered(person_id=str(person.pk)), room=person.room, actor=actor, changed={}
    )
    return person


def _judge_names(username: str, name: str, language: str, acting: str) -> None:
    if not USERNAME.fullmatch(username) or not username.startswith(f"{acting}."):
        raise Invalid(
            gettext_lazy("A user name is the code of the authority, a full stop and a name."),
            example=f"{acting}.lihui",
        )
    printable = all(unicodedata.category(character)[0] != "C" for character in name)
    if not 1 <= len(name.strip()) <= 40 or not printable:
        raise Invalid(gettext_lazy("The name is empty or too long."))
    _judge_language(language)
    if Person.objects.filter(username=username).exists():
        raise Conflict(gettext_lazy("This user name is taken."), username=username)


def _judge_language(language: str) -> None:
    known = [code for code, _name in settings.LANGUAGES]
    if language not in known:
        raise Invalid(gettext_lazy("The system does not speak this language."), known=known)


@door
def set_password(*, actor: Person | None, person_id: UUID, password: str) -> Person:
    """Give a person a new password, which ends their sessions everywhere.

    People set their own; the system administrator of their authority sets one
    for somebody who has forgotten theirs.
    """
    person = locked_person(person_id)
    if actor is None or actor.pk != person.pk:
        _require_own(actor, person, _("set the password of another person"))
    passwords.judge(password, person)
    person.password = make_password(password)
    with authority.acting_as(person.origin):
        person.save(update_fields=["password"])
    PasswordUsed.objects.create(person=person, password=person.password)
    journal.append(
        PasswordChanged(person_id=str(person.pk)), room=person.room, actor=actor, changed={}
    )
    return person


@door
def set_language(*, actor: Person, language: str) -> Person:
    """Remember the language in which a person reads."""
    person = locked_person(actor.pk)
    _judge_language(language)
    person.language = language
    person.save(update_fields=["language"])
    return person


@door
def disable_person(*, actor: Person | None, person_id: UUID, reason: str) -> Person:
    """Close an account: it is signed out everywhere and never opens again."""
    person = locked_person(person_id)
    _require_own(actor, person, _("close an account"))
    if actor is not None and actor.pk == person.pk:
        raise NotPermitted(gettext_lazy("Nobody closes their own account."))
    if not person.is_active:
        raise Conflict(gettext_lazy("This account is closed already."))
    person.is_active = False
    with authority.acting_as(person.origin):
        person.save(update_fields=["is_active"])
    journal.append(
        PersonDisabled(person_id=str(person.pk), reason=reason),
        room=person.room,
        actor=actor,
        changed={},
    )
    return person


def _require_own(actor: Person | None, person: Person, act: str) -> None:
    require(actor, ADMINISTERS, to=act, region=person.origin)
    if actor is not None and actor.origin != person.origin:
        raise NotPermitted(gettext_lazy("This person belongs to another authority."))
