"""What people fill in on the pages of dispatch."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resources.lifecycle import NeedPriority

LONGEST = 200
NOW, LATER = "now", "later"


def moment(label: Any, *, required: bool = False) -> forms.DateTimeField:
    """Return a field for a time of the four cities."""
    return forms.DateTimeField(
        label=label,
        required=required,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


def words(label: Any, limit: int = LONGEST, *, required: bool = False) -> forms.CharField:
    """Return a field for a few words."""
    return forms.CharField(label=label, max_length=limit, required=required)


class SendForm(forms.Form):
    """The terms of an order."""

    when = forms.ChoiceField(
        label=pgettext_lazy("order", "When"),
        choices=[(NOW, _("Order now")), (LATER, _("Reserve for later"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    starts = moment(_("Kept from"))
    until = moment(_("Free again at"))
    place = words(_("Where to"), 120)
    needed_by = moment(_("Needed by"))
    remark = words(_("Remark (goes on record)"))

    def clean(self) -> dict[str, Any]:
        """Ask for the window of what is kept for later."""
        given = super().clean() or {}
        if given.get("when") == LATER:
            for name in ("starts", "until"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, str(_("Say from when until when it is kept.")))
        else:
            given["starts"] = None
        return given


class NeedForm(forms.Form):
    """A need line: what, how much, where, by when."""

    what = forms.ChoiceField(label=_("What is needed"), choices=[])
    quantity = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=10_000_000, initial=1
    )
    capabilities = forms.MultipleChoiceField(
        label=_("Able to"),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = words(_("Where to"), 120)
    needed_by = moment(_("Needed by"))
    priority = forms.TypedChoiceField(
        label=pgettext_lazy("need", "Urgency"),
        choices=NeedPriority.choices,
        initial=NeedPriority.NORMAL,
        coerce=int,
        widget=forms.RadioSelect,
    )
    remark = words(_("Remark (goes on record)"))

    def __init__(
        self, *args: Any, whats: Iterable[Any], able: Iterable[Any], **kwargs: Any
    ) -> None:
        """Offer what there is to be needed."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["what"].choices = [("", "—"), *whats]
        fields["capabilities"].choices = list(able)


class OfferForm(forms.Form):
    """What a city offers without having been asked."""

    what = forms.ChoiceField(label=_("What is offered"), choices=[])
    quantity = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=10_000_000, initial=1
    )
    remark = words(_("Remark (goes on record)"))

    def __init__(self, *args: Any, whats: Iterable[Any], **kwargs: Any) -> None:
        """Offer what there is to be given."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["what"].choices = [("", "—"), *whats]


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = words(_("Reason (goes on record)"), required=True)
