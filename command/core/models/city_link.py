"""The line to each city's own system: when it was last heard."""

from django.db import models


class CityLink(models.Model):
    """The last word of one city's system. Node-local: another node hears for itself.

    A last value, not a fact; that a line was lost, and that it stands again, are facts.
    A city without a row has no system of its own linked: its people work on this node.
    """

    city = models.CharField(max_length=6, primary_key=True)
    heard_at = models.DateTimeField()
    lost_told_at = models.DateTimeField(null=True)  # null while the line stands

    class Meta:
        ordering = ["city"]

    def __str__(self) -> str:
        return self.city
