"""The ledger: each row is a whole posting, with both of its sides."""

from django.db import models
from django.db.models import F, Q

from command.core.models import OwnedModel, Person, one_of_each
from resources.loans.lifecycle import Account
from resources.loans.models.loan import Loan


class Posting(OwnedModel):
    """So much of one account, from the creditor to the debtor. Inserted, never altered.

    One row holds both sides: what it debits one authority it credits the other, so that no
    half of a posting can exist and every account sums to zero over every set of rows. A
    mistake is put right by a posting the other way round that names it in ``corrects``.
    ``photo`` is the SHA-256 of a picture of a damage.
    """

    heir_of = "loan"

    loan = models.ForeignKey(Loan, models.PROTECT, related_name="postings")
    account = models.CharField(max_length=16, choices=Account.choices)
    debtor = models.CharField(max_length=6)
    creditor = models.CharField(max_length=6)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    why = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    photo = models.CharField(max_length=64, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    posted_at = models.DateTimeField()

    class Meta:
        ordering = ["posted_at", "pk"]
        constraints = [
            one_of_each("loans_posting_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "corrects"],
                condition=Q(corrects__isnull=False),
                name="loans_posting_corrected_once",
            ),
            models.CheckConstraint(
                name="loans_posting_has_two_sides", condition=~Q(debtor=F("creditor"))
            ),
            models.CheckConstraint(name="loans_posting_of_some", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="loans_posting_corrected_for_a_reason",
                condition=Q(corrects__isnull=True) | ~Q(why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.debtor}←{self.creditor} {self.amount}"
