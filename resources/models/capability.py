"""What teams and things can do beyond their kind: a code list."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from command.core.tongues import is_english


class Capability(models.Model):
    """A capability that a need may ask for. A code list, the same on every node.

    ``of`` are the kinds of teams and the supplies it is commonly asked of; ``given_by``
    the kinds, supplies and other capabilities that always bring it with them.
    """

    code = models.CharField(max_length=24, primary_key=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    of = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    given_by = ArrayField(models.CharField(max_length=24), default=list, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="resources_capability_code_is_a_word",
                condition=Q(code__regex=r"^[A-Z][A-Z0-9_]+$"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh
