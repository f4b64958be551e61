"""What people drew over an image; the image itself stays as it came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import OwnedModel, Person, one_of_each
from incidents.imagery.models.image import Image


class Annotation(OwnedModel):
    """An arrow, a circle or words over an image; inserted, never altered.

    Coordinates are shares of width and height, from the upper left corner: an arrow
    goes from the first point to the second, a circle lies around the first and passes
    through the second, words begin at the first.
    """

    class Shape(models.TextChoices):
        """What is drawn."""

        ARROW = "arrow", pgettext_lazy("annotation", "Arrow")
        CIRCLE = "circle", pgettext_lazy("annotation", "Circle")
        TEXT = "text", pgettext_lazy("annotation", "Text")

    heir_of = "image"

    image = models.ForeignKey(Image, models.PROTECT, related_name="annotations")
    shape = models.CharField(max_length=6, choices=Shape.choices)
    x1 = models.FloatField()
    y1 = models.FloatField()
    x2 = models.FloatField()
    y2 = models.FloatField()
    text = models.CharField(max_length=120, blank=True)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            one_of_each("imagery_annotation_one_of_each"),
            models.CheckConstraint(
                name="imagery_annotation_on_the_image",
                condition=Q(x1__range=(0, 1), y1__range=(0, 1), x2__range=(0, 1))
                & Q(y2__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="imagery_annotation_shape_known",
                condition=Q(shape__in=["arrow", "circle", "text"]),
            ),
            models.CheckConstraint(
                name="imagery_annotation_text_said",
                condition=~Q(shape="text") | ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shape} {self.text}".strip()


class Withdrawal(OwnedModel):
    """Somebody took an annotation back; both stay on record."""

    heir_of = "annotation"

    annotation = models.ForeignKey(Annotation, models.PROTECT, related_name="withdrawals")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of_each("imagery_withdrawal_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "annotation"], name="imagery_withdrawal_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.annotation_id}"
