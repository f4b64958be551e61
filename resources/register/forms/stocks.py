"""Forms of stocks, lots, vehicles and equipment."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from command.core.times import iso
from resources.actions import count_stock, register_asset, register_stock
from resources.models import Capability, Supply
from resources.register.actions import change_lot, enter_lot, record_check
from resources.register.forms.base import RegisterForm, day, degrees, reason, whole

OF_LOT: Final = (
    "number", "quantity", "produced", "expires", "next_check",
    "firm", "agreement", "calloff_hours", "note",
)  # fmt: skip
PASSED: Final = [("yes", _("passed")), ("no", _("not passed"))]


def _supplies(form: RegisterForm, *, lasting: bool) -> None:
    """Offer the supplies; only what is not used up for an asset."""
    field = form.fields["supply"]
    assert isinstance(field, forms.ChoiceField)
    rows = Supply.objects.filter(is_consumable=False) if lasting else Supply.objects.all()
    field.choices = [(row.code, f"{row.name} · {row.code}") for row in rows]


class NewStock(RegisterForm):
    """A stock for the register."""

    heading = _("Register a stock")
    region = forms.ChoiceField(label=_("Region"))
    depot = forms.CharField(label=_("Depot"), max_length=80)
    supply = forms.ChoiceField(label=_("Supply"))
    on_hand = whole(_("On hand"))
    lat = degrees(_("Latitude (WGS 84)"), 90)
    lon = degrees(_("Longitude (WGS 84)"), 180)
    is_agreement = forms.BooleanField(label=_("Held by a firm under agreement"), required=False)

    def build(self) -> None:
        """Offer regions and supplies."""
        self.fill_regions()
        _supplies(self, lasting=False)

    def knock(self) -> tuple[str, Any]:
        """Register it."""
        given = dict(self.cleaned_data)
        point = (given.pop("lat"), given.pop("lon"))
        return "stock", register_stock(actor=self.person, point=point, **given).pk


class CountStock(RegisterForm):
    """What was counted of a stock."""

    heading = _("Count the stock")
    button = _("Record the count")
    large = True
    on_hand = whole(_("Counted, what is lent included"))
    reason = reason()

    def start(self) -> dict[str, Any]:
        """Show what is on hand."""
        return {"on_hand": self.thing.on_hand}

    def knock(self) -> tuple[str, Any]:
        """Record it."""
        count_stock(actor=self.person, stock_id=self.thing.pk, **self.cleaned_data)
        return "stock", self.thing.pk


class LotForm(RegisterForm):
    """What is kept of a lot."""

    number = forms.CharField(label=_("Lot number"), max_length=40)
    quantity = whole(_("Quantity"))
    produced = day(_("Made on"))
    expires = day(_("Expires on"))
    next_check = day(_("Next check"))
    firm = forms.CharField(label=_("Firm under agreement"), max_length=80, required=False)
    agreement = forms.CharField(label=_("Agreement number"), max_length=40, required=False)
    calloff_hours = whole(_("Hours until it delivers"), required=False, most=8784)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class NewLot(LotForm):
    """A lot of a stock."""

    heading = _("Enter a lot")

    def knock(self) -> tuple[str, Any]:
        """Enter it."""
        enter_lot(actor=self.person, stock_id=self.thing.pk, **self.cleaned_data)
        return "stock", self.thing.pk


class ChangeLot(LotForm):
    """A lot, to be changed or counted anew."""

    heading = _("Change or count the lot")
    reason = reason()
    seen_at = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def start(self) -> dict[str, Any]:
        """Return what is kept now."""
        kept = {name: getattr(self.thing, name) for name in OF_LOT}
        return kept | {"seen_at": iso(self.thing.updated_at)}

    def knock(self) -> tuple[str, Any]:
        """Change it."""
        given = dict(self.cleaned_data)
        why, seen_at = given.pop("reason"), given.pop("seen_at")
        change_lot(
            actor=self.person,
            lot_id=self.thing.pk,
            changes=given,
            reason=why,
            seen_at=seen_at,
        )
        return "stock", self.thing.stock_id


class CheckForm(RegisterForm):
    """That something was looked over."""

    heading = _("Record a check")
    is_passed = forms.ChoiceField(label=_("Result"), choices=PASSED)
    next_check = day(_("Next check"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def told(self) -> dict[str, Any]:
        """Return what was filled in, as the door takes it."""
        given = dict(self.cleaned_data)
        return given | {"is_passed": given["is_passed"] == "yes"}


class CheckLot(CheckForm):
    """That a lot was looked over."""

    def knock(self) -> tuple[str, Any]:
        """Record it."""
        record_check(actor=self.person, lot_id=self.thing.pk, **self.told())
        return "stock", self.thing.stock_id


class CheckAsset(CheckForm):
    """That a vehicle or a piece of equipment was looked over."""

    def knock(self) -> tuple[str, Any]:
        """Record it."""
        record_check(actor=self.person, asset_id=self.thing.pk, **self.told())
        return "asset", self.thing.pk


class NewAsset(RegisterForm):
    """A vehicle or a piece of equipment for the register."""

    heading = _("Register a vehicle or piece of equipment")
    region = forms.ChoiceField(label=_("Region"))
    supply = forms.ChoiceField(label=_("Kind"))
    name = forms.CharField(label=_("Name or number plate"), max_length=80)
    depot = forms.CharField(label=_("Depot"), max_length=80, required=False)
    lat = degrees(_("Latitude (WGS 84)"), 90)
    lon = degrees(_("Longitude (WGS 84)"), 180)
    capabilities = forms.MultipleChoiceField(label=_("What it can do"), required=False)
    next_check = day(_("Next check"))

    def build(self) -> None:
        """Offer regions, kinds and capabilities."""
        self.fill_regions()
        _supplies(self, lasting=True)
        field = self.fields["capabilities"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(row.code, row.name) for row in Capability.objects.all()]
        field.widget.attrs["size"] = 6

    def knock(self) -> tuple[str, Any]:
        """Register it."""
        given = dict(self.cleaned_data)
        base = (given.pop("lat"), given.pop("lon"))
        return "asset", register_asset(actor=self.person, base=base, **given).pk
