"""What of a plan is searched; node-local, made from the versions."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from plans.models.version import PlanVersion


class PlanText(models.Model):
    """The words of one version that is in force or in the making.

    ``body`` is its text for the excerpts, ``levels`` the response levels (1 gravest) that
    its steps name, or all four. ``manage.py index_plans`` makes these rows anew.
    """

    version = models.OneToOneField(
        PlanVersion, models.PROTECT, primary_key=True, related_name="text"
    )
    body = models.TextField()
    words = SearchVectorField()
    levels = ArrayField(models.PositiveSmallIntegerField(), default=list)
    steps = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            # The search over the library.
            GinIndex(fields=["words"], name="plans_plantext_words"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
