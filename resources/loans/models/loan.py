"""The loan: what one city has at another city's incident, until it is home and counted."""

from django.db import models
from django.db.models import F, Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, one_of_each
from resources.loans.lifecycle import LoanStatus
from resources.models import Deployment, ResourceRequest


class Loan(OwnedModel):
    """A deployment that crossed a city line; owned by the lender, never changed.

    ``borrower`` is the authority whose territory is helped. ``what`` is a kind of team or
    the code of a supply. ``due_back`` is the end as first agreed; ``term`` names the rule
    it comes from, or nothing where the order itself had an end.
    """

    heir_of = "deployment"

    deployment = models.ForeignKey(Deployment, models.PROTECT, related_name="loans")
    incident = models.ForeignKey(
        "incidents.Incident", models.PROTECT, null=True, related_name="loans"
    )
    request = models.ForeignKey(
        ResourceRequest, models.PROTECT, null=True, related_name="loans"
    )
    number = models.CharField(max_length=24)
    borrower = models.CharField(max_length=6)
    what = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    quantity = models.PositiveIntegerField()
    people = models.PositiveIntegerField(default=0)
    vehicles = models.PositiveIntegerField(default=0)
    lent_at = models.DateTimeField()
    due_back = models.DateTimeField()
    term = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["-lent_at"]
        constraints = [
            one_of_each("loans_loan_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "deployment"], name="loans_loan_once_per_deployment"
            ),
            models.UniqueConstraint(
                fields=["origin", "number", "exercise"],
                name="loans_loan_numbered_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="loans_loan_crosses_a_line", condition=~Q(borrower=F("origin"))
            ),
            models.CheckConstraint(
                name="loans_loan_of_some", condition=Q(quantity__gte=1) & ~Q(what="")
            ),
        ]

    def __str__(self) -> str:
        return self.number


class LoanChange(Change):
    """One thing that happened to a loan, by whoever acted."""

    heir_of = "loan"

    loan = models.ForeignKey(Loan, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("loans_loanchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "loan", "step"], name="loans_loanchange_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.step} {self.kind}"


class LoanState(State):
    """Where a loan stands: the fold of its changes. Node-local.

    What was lent is what came back, what was used up, what was lost and what is still
    out, always: the database holds it. ``pending`` is the ask that waits for an answer.
    """

    loan = models.OneToOneField(Loan, models.PROTECT, primary_key=True, related_name="state")
    status = models.CharField(max_length=12, choices=LoanStatus.choices)
    due_back = models.DateTimeField()
    quantity = models.PositiveIntegerField()
    out = models.PositiveIntegerField()
    back = models.PositiveIntegerField(default=0)
    consumed = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    damaged = models.PositiveIntegerField(default=0)
    pending = models.JSONField(null=True)
    rung = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="loans_loanstate_adds_up",
                condition=Q(quantity=F("out") + F("back") + F("consumed") + F("lost")),
            ),
            models.CheckConstraint(
                name="loans_loanstate_nothing_out_at_home",
                condition=Q(status="out") | Q(out=0),
            ),
        ]
        indexes = [
            # What is due: the clock and the page ask for it.
            models.Index(fields=["due_back"], name="loans_loan_due", condition=Q(status="out"))
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.status}"
