"""The rule books of warnings and responses."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command.core.models import Region
from command.core.models.rule import Rule, rule_constraints
from command.core.tongues import is_english

LEVELS = (MinValueValidator(1), MaxValueValidator(4))
WEEK = 7 * 24 * 60  # minutes
MINUTES = (MinValueValidator(1), MaxValueValidator(WEEK))


class ObligationRule(Rule):
    """How long those in the area of a warning have to decide, and who is told when."""

    level = models.PositiveSmallIntegerField(_("warning level"), validators=LEVELS)
    minutes = models.PositiveIntegerField(_("minutes to decide"), validators=MINUTES)
    commander_after = models.PositiveIntegerField(
        _("minutes until the commanders are told"), validators=MINUTES
    )
    superior_after = models.PositiveIntegerField(
        _("minutes until the superior is told"), validators=MINUTES
    )
    suggested_level = models.PositiveSmallIntegerField(
        _("suggested response level"), validators=LEVELS
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("warnings_obligationrule"),
            models.CheckConstraint(
                name="warnings_obligationrule_climbs",
                condition=Q(superior_after__gte=F("commander_after"))
                & Q(level__range=(1, 4), suggested_level__range=(1, 4)),
            ),
        ]


class SignatureRule(Rule):
    """How many commanders besides the proposer must sign a response of a level."""

    level = models.PositiveSmallIntegerField(_("response level"), validators=LEVELS)
    signatures = models.PositiveSmallIntegerField(
        _("signatures"), validators=(MinValueValidator(1), MaxValueValidator(5))
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("warnings_signaturerule"),
            models.CheckConstraint(
                name="warnings_signaturerule_some",
                condition=Q(level__range=(1, 4), signatures__gte=1),
            ),
        ]


class MeasureRule(Rule):
    """One item of the checklist of measures while a warning stands.

    ``grave_only`` for what comes on top at the two highest levels.
    """

    grave_only = models.BooleanField(_("red and orange only"), default=False)
    text_zh = models.CharField(_("measure (Chinese)"), max_length=200)
    text_en = models.CharField(_("measure (English)"), max_length=300)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("warnings_measurerule")

    @property
    def text(self) -> str:
        """The measure in the language of the reader."""
        return self.text_en if is_english() else self.text_zh


class IssuingUnit(Rule):
    """A unit that issues warnings; its code is the sender's code of fourteen signs."""

    code = models.CharField(
        _("sender code"),
        max_length=14,
        validators=[RegexValidator(r"^[0-9]{9}[0-9A-Za-z_]{5}\Z")],
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="+", verbose_name=_("region")
    )
    name_zh = models.CharField(_("name (Chinese)"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=120)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("warnings_issuingunit")

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh
