"""The life of an archive, and the words of closing: enums, no database, no clock."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ArchiveStatus(TextChoices):
    """From the asking to the file."""

    REQUESTED = "requested", pgettext_lazy("archive", "Requested")
    BUILDING = "building", pgettext_lazy("archive", "Being built")
    READY = "ready", pgettext_lazy("archive", "Ready")
    FAILED = "failed", pgettext_lazy("archive", "Failed")


class Purpose(TextChoices):
    """What personal data may be kept for after an assessment (law, article 85)."""

    EVIDENCE = "evidence", pgettext_lazy("retention", "Evidence")
    EVALUATION = "evaluation", pgettext_lazy("retention", "Inquiry and evaluation")


class Section(TextChoices):
    """The sections of the lessons in an after-action report."""

    PREPAREDNESS = "preparedness", pgettext_lazy("lessons", "Prevention and preparedness")
    WARNING = "warning", pgettext_lazy("lessons", "Monitoring and warning")
    COMMAND = "command", pgettext_lazy("lessons", "Command and coordination")
    REPORTING = "reporting", pgettext_lazy("lessons", "Information reports")
    FORCES = "forces", pgettext_lazy("lessons", "Forces and supplies")
    IMPROVEMENT = "improvement", pgettext_lazy("lessons", "What is to be improved, by whom")
