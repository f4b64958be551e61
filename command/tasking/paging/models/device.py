"""The device: where a person is reached when nobody looks at a screen."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import OwnedModel, Person, one_of_each


class Device(OwnedModel):
    """A browser that takes pushes, or a telephone; it belongs to the person's authority.

    A device is a person's and never an exercise's. It is never deleted: ``forgotten_at``
    says since when it is not used, and its secret is destroyed then.
    """

    class Kind(models.TextChoices):
        """What it is."""

        PUSH = "push", pgettext_lazy("device", "Browser")
        PHONE = "phone", pgettext_lazy("device", "Telephone")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    label = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at"]
        constraints = [
            one_of_each("paging_device_one_of_each"),
            models.CheckConstraint(
                name="paging_device_kind_known", condition=Q(kind__in=["push", "phone"])
            ),
            models.CheckConstraint(
                name="paging_device_real", condition=Q(exercise__isnull=True)
            ),
        ]
        indexes = [
            # Every call: the devices of one person.
            models.Index(
                fields=["person"],
                name="paging_device_of_person",
                condition=Q(forgotten_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.label

    def claim(self) -> None:
        """Make this new device the acting authority's, also while an exercise is played."""
        super().claim()
        self.exercise_id = None


class DeviceSecret(models.Model):
    """How to reach a device. Node-local: it never leaves the node, and never the journal.

    Of a browser the address and keys of its subscription, of a telephone its number.
    ``gone_at`` is when the push service said that the subscription is no more.
    """

    device = models.OneToOneField(
        Device, models.PROTECT, primary_key=True, related_name="secret"
    )
    endpoint = models.CharField(max_length=600, blank=True)
    p256dh = models.CharField(max_length=100, blank=True)
    auth = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    reached_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["endpoint"], name="paging_secret_endpoint")]

    def __str__(self) -> str:
        return str(self.device_id)
