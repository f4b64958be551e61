"""One import of one file, and what it changed."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.models import MediaFile, OwnedModel, Person, one_of_each


class SheetKind(models.TextChoices):
    """What the lines of a file are."""

    TEAM = "team", _("Teams")
    ASSET = "asset", _("Vehicles and equipment")
    STOCK = "stock", _("Stocks")
    LOT = "lot", _("Lots of stocks")
    FACILITY = "facility", _("Facilities")
    EXPERT = "expert", pgettext_lazy("register", "Experts")


class RunStatus(models.TextChoices):
    """From the preview to the register, and perhaps back."""

    PREVIEW = "preview", pgettext_lazy("import", "Previewed")
    RUNNING = "running", pgettext_lazy("import", "Being written")
    DONE = "done", pgettext_lazy("import", "Imported")
    FAILED = "failed", pgettext_lazy("import", "Not imported")
    UNDONE = "undone", pgettext_lazy("import", "Undone")


class ImportRun(OwnedModel):
    """A file that somebody handed in for the register of their authority.

    ``counts`` are the lines: new, changed, unchanged, faulty, doubtful. ``problems`` and
    ``sample`` are what the preview shows of them, cut to a bearable number; ``digest`` is of
    all that would be written, so that nothing else is than was looked at.
    """

    sheet = models.CharField(max_length=8, choices=SheetKind.choices)
    file = models.ForeignKey(MediaFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    layout = models.CharField(max_length=16)
    status = models.CharField(
        max_length=8, choices=RunStatus.choices, default=RunStatus.PREVIEW
    )
    counts: Any = models.JSONField(default=dict)
    problems: Any = models.JSONField(encoder=DjangoJSONEncoder, default=list)
    sample: Any = models.JSONField(encoder=DjangoJSONEncoder, default=list)
    digest = models.CharField(max_length=64, blank=True)
    leaves_out = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_for = models.CharField(max_length=200, blank=True)
    # When the bytes of the file were destroyed; what it did to the register stays.
    file_gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "pk"]
        constraints = [
            one_of_each("importing_importrun_one_of_each"),
            models.CheckConstraint(
                name="importing_importrun_undone_for_a_reason",
                condition=Q(undone_at__isnull=True) | ~Q(undone_for=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["confirmed_at"],
                name="importing_importrun_running",
                condition=Q(status="running"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.file_name}"


class ImportChange(OwnedModel):
    """What one line of an import did to one thing; never altered.

    ``before`` is empty for a thing that it entered. What is personal (``Column.personal``)
    stands in neither: it can be destroyed in the register, and must not survive here.
    """

    heir_of = "run"

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="changes")
    line = models.PositiveIntegerField()
    thing = models.UUIDField()
    before: Any = models.JSONField(null=True)
    after: Any = models.JSONField()

    class Meta:
        ordering = ["line"]
        constraints = [
            one_of_each("importing_importchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "run", "line"], name="importing_importchange_line_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.line}"
