"""Whose word is waited for, and how a quiet area comes to an end."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Source(TextChoices):
    """Who or what should have reported."""

    STATION = "station", pgettext_lazy("quiet source", "Monitoring station")
    TEAM = "team", pgettext_lazy("quiet source", "Team that is out")
    REPORT = "report", pgettext_lazy("quiet source", "Report owed by law")


class Ending(TextChoices):
    """Why an area is quiet no longer."""

    SPOKE = "spoke", pgettext_lazy("quiet ending", "Somebody spoke again")
    NOTHING_DUE = "nothing_due", pgettext_lazy("quiet ending", "Nothing is waited for any more")
