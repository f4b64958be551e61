"""The tables of uploads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from command.core.ids import new_id
from command.core.models import Person


class Upload(models.Model):
    """One file on its way in, as its sender announced it. Node-local.

    ``offset`` is what has been acknowledged; the part on the disk is never shorter.
    ``sha256`` is the sender's claim until the state is kept.
    """

    class State(models.TextChoices):
        """How far it is."""

        RECEIVING = "receiving"
        EXAMINING = "examining"
        KEPT = "kept"
        REFUSED = "refused"
        GONE = "gone"  # ended by its sender, or given up

    ALIVE: ClassVar = (State.RECEIVING, State.EXAMINING, State.KEPT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    subject = models.UUIDField()  # the thing it is for; the purpose knows which
    sha256 = models.CharField(max_length=64)
    filename = models.CharField(max_length=120, blank=True)  # shown, never a path
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVING)
    reason = models.CharField(max_length=300, blank=True)  # in Chinese
    reason_en = models.CharField(max_length=300, blank=True, db_default="")
    scanned = models.CharField(max_length=120, blank=True)  # what the scanner said
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)  # when it is looked into again
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Announced again by a phone that lost the answer: the same upload.
            models.UniqueConstraint(
                fields=["person", "purpose", "subject", "sha256"],
                condition=Q(state__in=["receiving", "examining", "kept"]),
                name="uploads_upload_once",
            ),
            models.CheckConstraint(
                name="uploads_upload_offset_within", condition=Q(offset__lte=models.F("length"))
            ),
            models.CheckConstraint(
                name="uploads_upload_examined_whole",
                condition=~Q(state__in=["examining", "kept"]) | Q(offset=models.F("length")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=Q(state="receiving"),
                name="uploads_upload_expiring",
            ),
            models.Index(
                fields=["due_at"], condition=Q(state="examining"), name="uploads_upload_due"
            ),
            models.Index(fields=["person", "begun_at"], name="uploads_upload_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}"
