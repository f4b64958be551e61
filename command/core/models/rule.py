"""Rules as data: thresholds, clocks and signatures that an operator may change."""

from typing import Any

from django.db import models
from django.db.models import Q

from command.core.models.owned import OwnedModel, one_of_each

REGION = "150000"


class InForce(models.Manager[Any]):
    """The rules that hold now."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        """Return the enabled ones."""
        return super().get_queryset().filter(enabled=True)

    def of(self, authority: str) -> list[Any]:
        """Return what holds for an authority: the region's rules, each but for its own.

        A rule of its own takes the place of the region's of the same code, also when it is
        disabled: so an authority does without it. One query.
        """
        rows = self.model.objects.filter(origin__in={REGION, authority})
        chosen = {row.code: row for row in sorted(rows, key=lambda row: row.origin != REGION)}
        return [row for code, row in sorted(chosen.items()) if row.enabled]


class Rule(OwnedModel):
    """One row of a rule book: what holds, and on what ground.

    ``code`` names it within its book, ``basis`` is the source (law and article, plan, or
    local practice), ``note`` what a reader should know besides. A rule belongs to the
    authority that made it and never to an exercise: those play by the real rules.
    """

    code = models.CharField(max_length=32)
    basis = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    enabled = models.BooleanField(default=True)

    objects = models.Manager()
    in_force = InForce()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    def claim(self) -> None:
        """Make this new rule the acting authority's, also while an exercise is played."""
        super().claim()
        self.exercise_id = None


def rule_constraints(table: str) -> list[models.BaseConstraint]:
    """Return the constraints that the table of every rule book has."""
    return [
        one_of_each(f"{table}_one_of_each"),
        models.UniqueConstraint(fields=["origin", "code"], name=f"{table}_code_once"),
        models.CheckConstraint(name=f"{table}_founded", condition=~Q(code="") & ~Q(basis="")),
        models.CheckConstraint(name=f"{table}_real", condition=Q(exercise__isnull=True)),
    ]
