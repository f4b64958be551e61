"""What hangs on a task: pictures and documents."""

from django.db import models

from command.core.models import MediaFile, OwnedModel, Person, one_of_each
from command.tasking.models.task import Task

NAME_LENGTH = 120


class TaskAttachment(OwnedModel):
    """A file that goes with a task: a map, a sketch, an order on paper, the work done."""

    heir_of = "task"

    task = models.ForeignKey(Task, models.PROTECT, related_name="attachments")
    media = models.ForeignKey(MediaFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    attached_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        ordering = ["attached_at", "pk"]
        constraints = [
            one_of_each("tasking_taskattachment_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "task", "media"], name="tasking_taskattachment_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
