"""The decision: what, by whom, on what basis, and what else was weighed. Append-only."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from command.core.models import Organisation, OwnedModel, Person, Region, one_of_each
from incidents.joint.models.consultation import Consultation
from incidents.models.hanging import OfIncident


class Decision(OfIncident):
    """One decision. A mistake is put right by another that ``corrects`` it.

    ``basis`` holds what was known then: ``{ref, view, room, seq, hash, at}`` each, the view
    copied out of the journal. ``options`` are ``{text, pros, cons, chosen}``.
    """

    number = models.CharField(max_length=12)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, related_name="decisions"
    )
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    decided = models.TextField(max_length=2000)
    decided_by = models.CharField(max_length=120)
    basis_text = models.TextField(max_length=2000, blank=True)
    basis = models.JSONField(encoder=DjangoJSONEncoder, default=list)
    options = models.JSONField(default=list)
    outcome = models.TextField(max_length=2000, blank=True)
    owner = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at", "number"]
        constraints = [
            one_of_each("joint_decision_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "number"], name="joint_decision_number_once"
            ),
            models.CheckConstraint(
                name="joint_decision_said", condition=~Q(decided="") & ~Q(decided_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.decided}"


class DecisionOutcome(OwnedModel):
    """What came of a decision, as somebody told it later."""

    heir_of = "decision"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="outcomes")
    text = models.TextField(max_length=2000)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("joint_decisionoutcome_one_of_each"),
            models.CheckConstraint(name="joint_decisionoutcome_said", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.text}"


class DecisionTask(OwnedModel):
    """The task that carries a decision out; an upper floor makes it and says so here."""

    heir_of = "decision"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="tasks")
    task = models.UUIDField()
    number = models.CharField(max_length=12)

    class Meta:
        constraints = [
            one_of_each("joint_decisiontask_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "decision", "task"], name="joint_decisiontask_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} → {self.number}"
