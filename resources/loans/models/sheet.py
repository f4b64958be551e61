"""The settlement sheet: what two authorities owe each other, signed by both."""

from django.db import models
from django.db.models import F, Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, one_of_each
from resources.loans.lifecycle import SheetStatus
from resources.loans.models.ledger import Posting


class Sheet(OwnedModel):
    """A settlement of one pair, for a period or an incident; owned by whoever drew it up.

    ``one`` and ``other`` are in the order of their codes. A version of it is a change: the
    content as compiled, with its digest.
    """

    heir_of = "incident"

    number = models.CharField(max_length=32)
    one = models.CharField(max_length=6)
    other = models.CharField(max_length=6)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    incident = models.ForeignKey(
        "incidents.Incident", models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            one_of_each("loans_sheet_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "number", "exercise"],
                name="loans_sheet_numbered_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="loans_sheet_of_a_pair", condition=Q(one__lt=F("other"))
            ),
            models.CheckConstraint(
                name="loans_sheet_of_a_period_or_an_incident",
                condition=Q(
                    incident__isnull=True, starts_at__isnull=False, ends_at__gt=F("starts_at")
                )
                | Q(incident__isnull=False, starts_at__isnull=True, ends_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SheetChange(Change):
    """A version, a signature or the settlement, by whoever acted."""

    heir_of = "sheet"

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("loans_sheetchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "sheet", "step"], name="loans_sheetchange_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.step} {self.kind}"


class SheetState(State):
    """Where a sheet stands. Node-local. ``signed`` maps an authority to when it signed."""

    sheet = models.OneToOneField(Sheet, models.PROTECT, primary_key=True, related_name="state")
    status = models.CharField(max_length=8, choices=SheetStatus.choices)
    version = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    content = models.JSONField(default=dict)
    signed = models.JSONField(default=dict)
    remark = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.status}"


class SettledPosting(OwnedModel):
    """A posting that both sides have signed: it is frozen, and on no other sheet."""

    heir_of = "sheet"

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="settled")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="settled")

    class Meta:
        constraints = [
            one_of_each("loans_settledposting_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "posting"], name="loans_settledposting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posting_id} on {self.sheet_id}"
