"""What every form of the register is: fields, a door behind them, and a way back."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.models import Person, Region
from command.core.policies import duties_of
from resources.rights import MAY_REGISTER

Given = Mapping[str, Any]


class RegisterForm(forms.Form):
    """A form about ``thing``, the row that its page shows; for a new thing there is none.

    ``knock`` opens the door with what was filled in and returns what to show next: a kind of
    thing and its key.
    """

    heading: ClassVar[str | Promise] = ""
    button: ClassVar[str | Promise] = _("Save")
    danger: ClassVar[bool] = False
    large: ClassVar[bool] = False  # big fields and steps, for one hand on a tablet

    use_required_attribute = False

    def __init__(self, person: Person, thing: Any, data: Given | None = None) -> None:
        """Fill in what is known of ``thing``."""
        self.person, self.thing = person, thing
        super().__init__(data, initial=self.start(), auto_id="f-%s")
        self.build()

    def start(self) -> dict[str, Any]:
        """Return what the fields show at first."""
        return {}

    def build(self) -> None:
        """Add the fields that depend on the thing."""

    def knock(self) -> tuple[str, Any]:
        """Open the door. Raises what the door raises."""
        raise NotImplementedError

    def fill_regions(self) -> None:
        """Offer the regions in which the person keeps the register."""
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = homes(self.person)


def homes(person: Person) -> list[tuple[str, str]]:
    """Return the regions of one's own authority in which one keeps the register."""
    held = duties_of(person).filter(post__in=MAY_REGISTER, region__isnull=False)
    scopes = set(held.values_list("region_id", flat=True))
    return [
        (row.code, row.name)
        for row in Region.objects.all()
        if regions.covers(person.origin, row.code)
        and any(regions.covers(scope, row.code) for scope in scopes)
    ]


def day(label: Any, *, required: bool = False) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"})
    )


def whole(label: Any, *, required: bool = True, most: int = 0) -> forms.IntegerField:
    """Return a field for a number of things; with ``most``, no more."""
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=most or 100_000_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def degrees(label: Any, most: int) -> forms.FloatField:
    """Return a field for degrees of WGS 84."""
    return forms.FloatField(
        label=label,
        min_value=-most,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )


def reason() -> forms.CharField:
    """Return a field for why."""
    return forms.CharField(label=_("Reason"), max_length=200)
