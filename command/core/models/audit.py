"""What was refused, and who signed in and out."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditRecord(models.Model):
    """One act at the edge of the system that is no fact of the command. Node-local.

    Append-only like the journal. ``actor_name`` keeps what was typed when
    nobody could be identified.
    """

    class Act(models.TextChoices):
        """What was attempted."""

        SIGN_IN = "sign_in", _("Sign in")
        SIGN_OUT = "sign_out", _("Sign out")
        LOCKED = "locked", _("Account locked")
        REFUSED = "refused", _("Refused")
        ENROLLED = "enrolled", _("Second factor enrolled")
        FORGOTTEN = "forgotten", _("Second factor forgotten")
        RENEWED = "renewed", _("Old password renewed")

    at = models.DateTimeField(auto_now_add=True)
    act = models.CharField(max_length=12, choices=Act.choices)
    succeeded = models.BooleanField()
    actor = models.ForeignKey("core.Person", models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=80, blank=True)
    address = models.GenericIPAddressField(null=True)
    what = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]
        indexes = [
            # Lock-out: the recent failures of one name.
            models.Index(fields=["actor_name", "act", "-at"], name="core_audit_recent"),
            # Lock-out: the recent failures from one address.
            models.Index(
                fields=["address", "-at"],
                name="core_audit_from_address",
                condition=models.Q(act="sign_in", succeeded=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.act} {self.actor_name}"
