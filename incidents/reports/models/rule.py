"""The rules of reporting, and the fields that reports consist of: data with a source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints
from command.core.tongues import is_english
from incidents.reports.lifecycle import CountsFrom, Kind, Level, Medium


class ReportRule(Rule):
    """Who reports to whom, by when, and by what medium.

    ``family`` lists prefixes of event types, those after a minus left out; empty is any.
    ``grades`` lists grades (``12``); empty is any. A rule without ``minutes`` is either
    daily (``daily_at``, China time) or says only how high the chain goes. ``window_days``
    ends the time in which a change of casualties must be supplemented.
    """

    family = models.CharField(_("event types"), max_length=120, blank=True)
    grades = models.CharField(_("grades"), max_length=4, blank=True)
    sensitive = models.BooleanField(_("only sensitive matters"), default=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    from_level = models.CharField(_("from"), max_length=8, choices=Level.choices)
    to_level = models.CharField(_("to"), max_length=8, choices=Level.choices)
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    daily_at = models.CharField(_("daily at"), max_length=5, blank=True)
    window_days = models.PositiveIntegerField(_("window, days"), null=True, blank=True)
    warn_minutes = models.PositiveIntegerField(_("warn before, minutes"), default=15)
    medium = models.CharField(_("medium"), max_length=8, choices=Medium.choices)
    counts_from = models.CharField(
        _("counts from"), max_length=8, choices=CountsFrom.choices, default=CountsFrom.OCCURRED
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("reports_reportrule"),
            models.CheckConstraint(
                name="reports_reportrule_grades_known", condition=Q(grades__regex=r"^[1-4]*$")
            ),
            models.CheckConstraint(
                name="reports_reportrule_daily_is_a_time",
                condition=Q(daily_at="")
                | Q(daily_at__regex=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"),
            ),
        ]


class ReportField(Rule):
    """One field of a report: its label, which kinds need it, and how it is filled in.

    ``figures`` lists the keys of the figures that it shows. What is ``personal`` is kept in
    a row of its own, so that it can be destroyed.
    """

    label_zh = models.CharField(_("label, Chinese"), max_length=60)
    label_en = models.CharField(_("label, English"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"))
    required_for = models.CharField(_("required for"), max_length=120, blank=True)
    shown_for = models.CharField(_("shown for"), max_length=120, blank=True)
    form = models.CharField(_("form"), max_length=8, default="text")
    figures = models.CharField(_("figures"), max_length=200, blank=True)
    personal = models.BooleanField(_("personal data"), default=False)

    class Meta:
        ordering = ["position", "code"]
        constraints = rule_constraints("reports_reportfield")

    @property
    def label(self) -> str:
        """The label in the language of the reader."""
        return self.label_en if is_english() else self.label_zh

    def needed(self, kind: str) -> bool:
        """Return whether a report of this kind is not whole without it."""
        return kind in self.required_for.split()

    def shown(self, kind: str) -> bool:
        """Return whether a report of this kind has it; an empty list means every kind."""
        return not self.shown_for or kind in self.shown_for.split()
