"""The code list of event types."""

from django.db import models

from command.core.tongues import is_english


class EventType(models.Model):
    """A kind of event after the national emergency platform's code list.

    A code list: the same on every node, written by ``load_event_types`` and by
    nobody else, so it has no owner. ``symbol`` is the GB/T 35649 map symbol.
    """

    code = models.CharField(max_length=5, primary_key=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80)
    symbol = models.CharField(max_length=8, blank=True)
    cap_category = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh
