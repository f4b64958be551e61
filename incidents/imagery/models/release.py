"""What may leave the house: a version in which faces and plates are covered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import MediaFile, OwnedModel, Person, one_of_each
from incidents.imagery.models.image import Image


class Release(OwnedModel):
    """A derived file of an image, with rectangles over whom it must not show.

    The original is untouched. ``covers`` lists rectangles as shares of width and height
    ([left, top, right, bottom]). One for the public is in force once a second person has
    countersigned it. Inserted, never altered.
    """

    class Audience(models.TextChoices):
        """Who will see it."""

        EXPORT = "export", pgettext_lazy("release", "Other agencies")
        PUBLIC = "public", pgettext_lazy("release", "The public")

    heir_of = "image"

    image = models.ForeignKey(Image, models.PROTECT, related_name="releases")
    media = models.ForeignKey(MediaFile, models.PROTECT, related_name="+")
    made_from = models.CharField(max_length=64)  # the SHA-256 of what was covered
    covers = models.JSONField(default=list)
    audience = models.CharField(max_length=6, choices=Audience.choices)
    reason = models.CharField(max_length=200)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            one_of_each("imagery_release_one_of_each"),
            models.CheckConstraint(name="imagery_release_argued", condition=~Q(reason="")),
            models.CheckConstraint(
                name="imagery_release_audience_known",
                condition=Q(audience__in=["export", "public"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.audience}"


class Countersignature(OwnedModel):
    """A second person agreed that a version may go to the public."""

    heir_of = "release"

    release = models.ForeignKey(Release, models.PROTECT, related_name="countersignatures")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of_each("imagery_countersignature_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "release"], name="imagery_countersignature_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}"
