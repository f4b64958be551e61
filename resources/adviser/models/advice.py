"""The advice: what was asked, the plans shown, what was chosen, and what that set going."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import pgettext_lazy

from command.core.models import OwnedModel, Person, one_of_each


class Advice(OwnedModel):
    """One question to the adviser and its answers; owned by who asked.

    ``question`` is the whole problem as it was known ``asked_at``, ``digest`` its SHA-256.
    ``quick`` are the plans given at once, ``proven`` those of the solver; ``chosen`` is the
    aim of the plan that was chosen, with the ``decision`` in the log.
    """

    heir_of = "incident"

    incident = models.ForeignKey(
        "incidents.Incident", models.PROTECT, null=True, related_name="advices"
    )
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    question = models.JSONField(encoder=DjangoJSONEncoder)
    quick = models.JSONField(encoder=DjangoJSONEncoder)
    proven = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    answered_at = models.DateTimeField(null=True)
    took_ms = models.PositiveIntegerField(null=True)
    chosen = models.CharField(max_length=12, blank=True)
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("joint.Decision", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            one_of_each("adviser_advice_one_of_each"),
            models.CheckConstraint(
                name="adviser_advice_chosen_once_with_a_decision",
                condition=Q(chosen="", chosen_at__isnull=True, decision__isnull=True)
                | (~Q(chosen="") & Q(chosen_at__isnull=False, decision__isnull=False)),
            ),
            models.CheckConstraint(
                name="adviser_advice_proven_when_answered",
                condition=Q(proven__isnull=True, answered_at__isnull=True)
                | Q(proven__isnull=False, answered_at__isnull=False),
            ),
        ]
        indexes = [
            # What the solver has not answered yet.
            models.Index(
                fields=["asked_at"],
                name="adviser_advice_unanswered",
                condition=Q(answered_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.asked_at:%Y-%m-%dT%H:%M}"


class Suggestion(OwnedModel):
    """A unit that the adviser suggests to the city asked; the city decides what it sends."""

    heir_of = "request"

    request = models.ForeignKey(
        "resources.ResourceRequest", models.PROTECT, related_name="suggestions"
    )
    team = models.ForeignKey("resources.Team", models.PROTECT, null=True, related_name="+")
    asset = models.ForeignKey("resources.Asset", models.PROTECT, null=True, related_name="+")
    stock = models.ForeignKey("resources.Stock", models.PROTECT, null=True, related_name="+")
    quantity = models.PositiveIntegerField()
    expected_at = models.DateTimeField()

    class Meta:
        ordering = ["expected_at", "pk"]
        constraints = [one_of_each("adviser_suggestion_one_of_each")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.team_id or self.asset_id or self.stock_id}"


class FloorBreach(OwnedModel):
    """Going below a floor of a city: for the city to sign, or signed by the act itself.

    A chosen plan (``advice``) would do so, the answer to a ``request``, or an order of the
    city's own. A signature lets what is left sink to ``before - giving``, and no further,
    for this incident; where there is a request, in answer to it alone.
    """

    heir_of = "incident"

    incident = models.ForeignKey(
        "incidents.Incident", models.PROTECT, null=True, related_name="floor_breaches"
    )
    advice = models.ForeignKey(Advice, models.PROTECT, null=True, related_name="breaches")
    request = models.ForeignKey(
        "resources.ResourceRequest", models.PROTECT, null=True, related_name="floor_breaches"
    )
    city = models.CharField(max_length=6)
    what = models.CharField(max_length=8)
    before = models.PositiveIntegerField()
    giving = models.PositiveIntegerField()
    floor = models.PositiveIntegerField()
    broken = models.PositiveIntegerField()
    signed_by = models.CharField(max_length=16)
    raised_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["city", "what"]
        constraints = [
            one_of_each("adviser_floorbreach_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "advice", "city", "what"], name="adviser_floorbreach_once"
            ),
            models.CheckConstraint(
                name="adviser_floorbreach_of_some", condition=Q(broken__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city} {self.what} -{self.broken}"


class FloorAnswer(OwnedModel):
    """What the city said to going below its floor: signed, or refused with a reason."""

    class Answer(models.TextChoices):
        """The two words."""

        SIGNED = "signed", pgettext_lazy("floor", "Signed")
        REFUSED = "refused", pgettext_lazy("floor", "Refused")

    heir_of = "breach"

    breach = models.ForeignKey(FloorBreach, models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    reason = models.CharField(max_length=500)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            one_of_each("adviser_flooranswer_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "breach"], name="adviser_flooranswer_once"
            ),
            models.CheckConstraint(
                name="adviser_flooranswer_says_why", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.breach_id} {self.answer}"
