"""What a node remembers about how people prove who they are."""

from django.db import models

from command.core.models.person import Person
from command.core.sealing import SEALED_LENGTH


class SecondFactor(models.Model):
    """Where a person's second factor stands on this node. Node-local.

    ``pending_seed``, sealed, is shown at enrolment and becomes the person's seed once
    a code of it has been given. ``last_counter`` is the time step (RFC 6238) of the
    last code that was accepted: that code and older ones are dead.
    """

    person = models.OneToOneField(
        Person, models.PROTECT, primary_key=True, related_name="second_factor"
    )
    pending_seed = models.CharField(max_length=SEALED_LENGTH, blank=True)
    last_counter = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.person_id} {self.last_counter}"


class PasswordUsed(models.Model):
    """The hash of a password that a person has had, not to be taken again. Node-local."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    password = models.CharField(max_length=128)
    used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-used_at"]
        indexes = [models.Index(fields=["person", "-used_at"], name="core_passwordused_recent")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.used_at:%F}"
