"""Co-signature: who must sign before a plan starts, and who has."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.models import OwnedModel, Person, Region, one_of_each
from command.core.models.rule import Rule, rule_constraints
from incidents.models import Incident
from plans.models import PlanVersion


class StartSignatureRule(Rule):
    """Whose signature the start of a plan at a response level takes, besides the starter's."""

    class Signer(models.TextChoices):
        """Which authority's commander signs."""

        CITY = "city", pgettext_lazy("signer", "The city of the plan")
        LEAD = "lead", pgettext_lazy("signer", "The authority that leads the incident")
        REGION = "region", pgettext_lazy("signer", "The region")

    level = models.PositiveSmallIntegerField(
        _("response level"), validators=(MinValueValidator(1), MaxValueValidator(4))
    )
    signer = models.CharField(_("who signs"), max_length=8, choices=Signer.choices)
    minutes = models.PositiveIntegerField(
        _("minutes until the request lapses"),
        validators=(MinValueValidator(1), MaxValueValidator(7 * 24 * 60)),
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("activation_startsignaturerule"),
            models.CheckConstraint(
                name="activation_startsignaturerule_some",
                condition=Q(
                    level__range=(1, 4), minutes__gte=1, signer__in=["city", "lead", "region"]
                ),
            ),
        ]


class StartRequest(OwnedModel):
    """A plan that somebody wants to start, awaiting signatures; inserted, never changed.

    ``signers`` are the authorities of which one commander each must sign, ``unticked`` the
    keys of the notices that are left out, ``seen`` the digests of the preview.
    """

    heir_of = "incident"

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="start_requests")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="start_requests")
    level = models.PositiveSmallIntegerField()
    signers = models.JSONField(default=list)
    unticked = models.JSONField(default=list)
    seen = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    lapses_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            one_of_each("activation_startrequest_one_of_each"),
            models.CheckConstraint(
                name="activation_startrequest_in_time",
                condition=Q(lapses_at__gt=models.F("asked_at"), level__range=(0, 4)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.incident_id}?"


class StartSignature(OwnedModel):
    """What one commander said to a request; inserted, never changed.

    ``authority`` is that for which they signed. A refusal says why and ends the request, as
    does the asker's withdrawal.
    """

    class Verdict(models.TextChoices):
        """Yes, no, or no longer wanted."""

        SIGNED = "signed", pgettext_lazy("start", "Signed")
        REFUSED = "refused", pgettext_lazy("start", "Refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("start", "Withdrawn")

    heir_of = "request"

    request = models.ForeignKey(StartRequest, models.PROTECT, related_name="signatures")
    authority = models.ForeignKey(Region, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            one_of_each("activation_startsignature_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "request", "person"], name="activation_startsignature_once"
            ),
            models.CheckConstraint(
                name="activation_startsignature_refusal_says_why",
                condition=Q(verdict="signed") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.verdict}"
