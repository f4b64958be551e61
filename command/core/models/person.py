"""The person: who signs in and acts."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import Q

from command.core.models.organisation import Organisation
from command.core.models.owned import OwnedModel, one_of_each
from command.core.sealing import SEALED_LENGTH


class PersonManager(BaseUserManager["Person"]):
    """Finds people by user name; making one is a door (``register_person``)."""


class Person(OwnedModel, AbstractBaseUser):
    """Somebody who may sign in.

    User names carry the authority: ``150200.lihui``. The authority a person
    acts for is ``origin``. There is no last-login column and no re-hash of a
    password at sign-in: a node never writes to another authority's person.
    """

    last_login = None

    username = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="people"
    )
    language = models.CharField(max_length=8, default="zh-hans")
    is_active = models.BooleanField(default=True)
    # Base32 seed of the second factor (RFC 6238), sealed; empty until enrolled.
    totp_seed = models.CharField(max_length=SEALED_LENGTH, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["username"]
        constraints = [
            one_of_each("core_person_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "username"], name="core_person_named_once"
            ),
            models.CheckConstraint(
                name="core_person_username_carries_origin",
                condition=Q(username__startswith=models.F("origin")),
            ),
        ]
        indexes = [
            # Sign-in looks a person up by the whole name, which carries the origin.
            models.Index(fields=["username"], name="core_person_username"),
        ]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Return whether the password is right; never writes, unlike Django's."""
        return check_password(raw_password, self.password)

    @property
    def room(self) -> str:
        """The key of this person's inbox room."""
        return f"person.{self.pk}"
