"""The leader's instruction (领导批示): what a leader wrote, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, Region, one_of_each
from incidents.models import Incident

INSTRUCTION_LENGTH = 1000
FEEDBACK_LENGTH = 1000


class Instruction(OwnedModel):
    """The header: text, leader, time and when feedback is due; it never changes.

    ``recorder`` is whoever wrote it down: the leader, or a desk that holds the paper.
    ``room`` is the journal's room.
    """

    heir_of = "incident"

    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, related_name="instructions"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    room = models.CharField(max_length=100)
    text = models.TextField(max_length=INSTRUCTION_LENGTH)
    leader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    feedback_due = models.DateTimeField()

    class Meta:
        ordering = ["-given_at", "pk"]
        constraints = [
            one_of_each("messaging_instruction_one_of_each"),
            models.CheckConstraint(name="messaging_instruction_said", condition=~Q(text="")),
            models.CheckConstraint(
                name="messaging_instruction_due_after",
                condition=Q(feedback_due__gt=models.F("given_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leader_id} {self.given_at:%Y-%m-%d %H:%M}"


class InstructionChange(Change):
    """Forwarded, answered, told late, or closed."""

    heir_of = "instruction"

    instruction = models.ForeignKey(Instruction, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("messaging_instructionchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "instruction", "step"],
                name="messaging_instructionchange_one_per_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instruction_id}#{self.step} {self.kind}"


class InstructionState(State):
    """What has come of an instruction: the fold of its changes."""

    class Status(models.TextChoices):
        """From the leader's pen to the file."""

        GIVEN = "given", pgettext_lazy("instruction", "Given")
        FORWARDED = "forwarded", pgettext_lazy("instruction", "Forwarded")
        ANSWERED = "answered", pgettext_lazy("instruction", "Answered")
        CLOSED = "closed", pgettext_lazy("instruction", "Closed")

    instruction = models.OneToOneField(
        Instruction, models.PROTECT, primary_key=True, related_name="state"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.GIVEN)
    answers = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    late_told_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # chase_due: instructions whose feedback may be late.
            models.Index(
                fields=["instruction"],
                name="messaging_instruction_waits",
                condition=Q(status__in=["given", "forwarded"], late_told_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.instruction_id} {self.status}"
