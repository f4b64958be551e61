"""The book of contacts: people without an account whom a plan tells."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import OwnedModel, Region, one_of_each


class Contact(OwnedModel):
    """Somebody on one of a city's lists; changed only by the city that keeps the list.

    ``region`` is where they are to be told for: the city, or one of its banners, counties
    and districts. Name and phone are personal data: no entry of the journal holds them.
    """

    city = models.ForeignKey(Region, models.PROTECT, related_name="+")
    list = models.CharField(pgettext_lazy("contact", "List"), max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    name = models.CharField(pgettext_lazy("contact", "Name"), max_length=60)
    unit = models.CharField(pgettext_lazy("contact", "Unit"), max_length=120, blank=True)
    phone = models.CharField(pgettext_lazy("contact", "Phone"), max_length=20)
    in_use = models.BooleanField(default=True)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["city", "list", "region", "name"]
        constraints = [
            one_of_each("activation_contact_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "city", "list", "phone"], name="activation_contact_once"
            ),
            models.CheckConstraint(
                name="activation_contact_whole",
                condition=~Q(list="") & ~Q(name="") & ~Q(phone=""),
            ),
        ]
        indexes = [
            # outline: the people of one list of one city.
            models.Index(fields=["city", "list"], name="activation_contact_listed")
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.pk}"
