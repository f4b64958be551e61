"""What an image belongs to besides its incident, and who has looked at it."""

from django.db import models
from django.db.models import Q

from command.core.models import OwnedModel, Person, one_of_each
from incidents.imagery.models.image import Image
from incidents.models import Incident


class Binding(OwnedModel):
    """An image shows something of a further incident, or of a task.

    Whoever sees that incident then sees the image. ``task`` is the key of a thing of an
    upper floor. Only its own authority ends a binding.
    """

    heir_of = "image"

    image = models.ForeignKey(Image, models.PROTECT, related_name="bindings")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="+")
    task = models.UUIDField(null=True)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            one_of_each("imagery_binding_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "image", "incident", "task"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="imagery_binding_once",
            ),
            models.CheckConstraint(
                name="imagery_binding_to_one_thing",
                condition=Q(incident__isnull=False, task__isnull=True)
                | Q(incident__isnull=True, task__isnull=False),
            ),
        ]
        indexes = [
            # The images of a task.
            models.Index(
                fields=["task"],
                name="imagery_binding_task",
                condition=Q(task__isnull=False, ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.incident_id or self.task}"


class Seen(models.Model):
    """A person has looked at an image. Node-local: a mark of one's own, no fact."""

    image = models.ForeignKey(Image, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "image"], name="imagery_seen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.image_id}"
