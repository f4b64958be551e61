"""The receipt: how far a message has come to one person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, one_of_each
from incidents.messaging.models.message import Addressee, Message

WORDS_LENGTH = 500


class Receipt(OwnedModel):
    """One message on its way to one person; made when it is sent, or when they take over.

    Marks are made by whoever acts: by the person whose client fetched it, who read it,
    who said it back.
    """

    heir_of = "message"

    message = models.ForeignKey(Message, models.PROTECT, related_name="receipts")
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="receipts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    queued_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of_each("messaging_receipt_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "message", "person"], name="messaging_receipt_one_each"
            ),
        ]
        indexes = [
            # The inbox: what came to one person.
            models.Index(fields=["person", "message"], name="messaging_receipt_of_person")
        ]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.person_id}"


class ReceiptMark(Change):
    """One mark on a receipt: delivered, read or read back."""

    heir_of = "receipt"

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="marks")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("messaging_receiptmark_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "receipt", "step"],
                name="messaging_receiptmark_one_per_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.kind}"


class ReceiptState(State):
    """How far a receipt has come: the fold of its marks. ``words`` are those read back."""

    class Stage(models.TextChoices):
        """The way of a message: each stage includes those before it."""

        QUEUED = "queued", pgettext_lazy("message receipt", "Sent")
        DELIVERED = "delivered", pgettext_lazy("message receipt", "Delivered")
        READ = "read", pgettext_lazy("message receipt", "Read")
        READ_BACK = "read_back", pgettext_lazy("message receipt", "Read back")

    receipt = models.OneToOneField(
        Receipt, models.PROTECT, primary_key=True, related_name="state"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.QUEUED)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    read_back_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="messaging_receiptstate_stage_dated",
                condition=Q(stage="queued", delivered_at__isnull=True)
                | Q(stage="delivered", delivered_at__isnull=False)
                | Q(stage="read", delivered_at__isnull=False, read_at__isnull=False)
                | (
                    Q(stage="read_back", read_at__isnull=False, read_back_at__isnull=False)
                    & ~Q(words="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.stage}"
