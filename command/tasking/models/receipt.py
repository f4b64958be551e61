"""The receipt: proof that an order reached a person."""

from typing import TypeAlias

from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, one_of_each
from command.tasking import lifecycle
from command.tasking.models.task import REASON_LENGTH, Task


class Receipt(OwnedModel):
    """One order on its way to one person; made when the task is issued.

    ``step`` is the step of the task's order, so that an order given again is
    delivered again. Marks are made by whoever acts: the system delivers, the
    person reads and accepts.
    """

    heir_of = "task"

    task = models.ForeignKey(Task, models.PROTECT, related_name="receipts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    step = models.PositiveIntegerField()
    queued_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of_each("tasking_receipt_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "task", "person", "step"], name="tasking_receipt_one_each"
            ),
        ]
        indexes = [
            # my_tasks: the orders that came to one person.
            models.Index(fields=["person", "task"], name="tasking_receipt_of_person")
        ]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.person_id}"


class ReceiptMark(Change):
    """One mark on a receipt: delivered, read, accepted … verified, or refused."""

    heir_of = "receipt"

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="marks")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("tasking_receiptmark_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "receipt", "step"], name="tasking_receiptmark_one_per_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.kind}"


class ReceiptState(State):
    """How far a receipt has come: the fold of its marks."""

    Stage: TypeAlias = lifecycle.Stage

    receipt = models.OneToOneField(
        Receipt, models.PROTECT, primary_key=True, related_name="state"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.QUEUED)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    # Why it was refused.
    reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tasking_receiptstate_stage_dated",
                condition=Q(stage="queued", delivered_at__isnull=True)
                | Q(stage="delivered", delivered_at__isnull=False)
                | Q(stage="read", delivered_at__isnull=False, read_at__isnull=False)
                | Q(stage="accepted", read_at__isnull=False, accepted_at__isnull=False)
                | Q(stage="on_scene", accepted_at__isnull=False, on_scene_at__isnull=False)
                | Q(stage="done", on_scene_at__isnull=False, done_at__isnull=False)
                | Q(stage="verified", done_at__isnull=False, verified_at__isnull=False)
                | (Q(stage="refused", refused_at__isnull=False) & ~Q(reason="")),
            ),
        ]
        indexes = [
            # deliver_due: what has not been handed over, oldest first (UUIDv7).
            models.Index(
                fields=["receipt"],
                name="tasking_receiptstate_queued",
                condition=Q(stage="queued"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.stage}"
