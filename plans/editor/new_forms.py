"""The three ways to begin a plan: blank, from a file, or as a copy."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Person
from incidents.selectors import event_types
from plans.actions import draft_plan
from plans.actions.draft import EVENT_TYPE
from plans.document import as_data
from plans.editor.actions import import_plan
from plans.editor.choices import in_chinese
from plans.editor.files import LARGEST_FILE
from plans.editor.selectors import drafting_cities
from plans.models import Plan
from plans.selectors import board, card_of, document_in

Given = Mapping[str, Any]


class NewPlanForm(forms.Form):
    """What every way of beginning asks."""

    button: ClassVar[str | Promise] = _("Begin the plan")
    use_required_attribute = False

    city = forms.ChoiceField(label=pgettext_lazy("plan", "City of the plan"))
    title = forms.CharField(label=pgettext_lazy("plan field", "Title"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        """Offer what the person may draft for."""
        self.person = person
        super().__init__(*args, **{"auto_id": "f-%s", "label_suffix": "", **kwargs})
        field = self.fields["city"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, regions.name(code)) for code in drafting_cities(person)]

    def knock(self) -> str:
        """Open the door; return the plan. Raises what the door raises."""
        raise NotImplementedError


class BlankForm(NewPlanForm):
    """A plan from nothing."""

    kind = forms.ChoiceField(label=_("Kind of plan"), choices=Plan.Kind.choices)
    event_types = forms.MultipleChoiceField(
        label=_("Kinds of events"), required=False, widget=forms.SelectMultiple
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        """Offer the code list of events."""
        super().__init__(person, *args, **kwargs)
        field = self.fields["event_types"]
        assert isinstance(field, forms.MultipleChoiceField)
        name = "name_zh" if in_chinese() else "name_en"
        field.choices = [
            (_beginning(row["code"]), f"{row['code']} {row[name]}")
            for row in event_types()
            if EVENT_TYPE.fullmatch(row["code"])
        ]
        field.widget.attrs["size"] = 8

    def knock(self) -> str:
        """Draft the plan, empty."""
        plan = draft_plan(actor=self.person, document={}, **self.cleaned_data)
        return str(plan.pk)


class FileForm(NewPlanForm):
    """A plan from its file; what is filled in besides replaces what the file says."""

    button = _("Take the file in")

    file = forms.FileField(label=pgettext_lazy("plan", "File, YAML or JSON"), required=False)
    text = forms.CharField(
        label=_("or its text"),
        required=False,
        strip=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )
    field_order = ("file", "text", "city", "title", "title_en")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        """Let the file say what it says."""
        super().__init__(person, *args, **kwargs)
        field = self.fields["city"]
        assert isinstance(field, forms.ChoiceField)
        field.required = self.fields["title"].required = False
        field.choices = [("", _("As the file says")), *field.choices]  # type: ignore[misc]  # a list was set above

    def clean(self) -> dict[str, Any]:
        """Take the text of the file, so that it is kept when something else is wrong."""
        given = super().clean() or self.cleaned_data
        upload = given.get("file")
        if upload:
            if upload.size > LARGEST_FILE:
                raise forms.ValidationError({"file": _("The file is too large.")})
            try:
                given["text"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise forms.ValidationError({"file": _("The file is not in UTF-8.")}) from None
            self.data = {**self.data, "text": given["text"]}
        if not given.get("text", "").strip():
            raise forms.ValidationError({"file": _("Choose a file, or paste its text.")})
        return given

    def knock(self) -> str:
        """Take the file in."""
        told = {name: self.cleaned_data[name] for name in ("text", "city", "title", "title_en")}
        return str(import_plan(actor=self.person, **told).pk)


class CopyForm(NewPlanForm):
    """A plan that begins as another one that the person may read."""

    button = _("Copy the plan")

    plan = forms.ChoiceField(label=pgettext_lazy("plan", "Plan to copy"))
    field_order = ("plan", "city", "title", "title_en")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        """Offer the plans the person may read."""
        super().__init__(person, *args, **kwargs)
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        chinese = in_chinese()
        field.choices = [("", "—")] + [
            (card.id, f"{regions.name(card.city)} · "
             f"{card.title if chinese or not card.title_en else card.title_en}")
            for card in board(person)
        ]  # fmt: skip

    def knock(self) -> str:
        """Draft what the other plan says, under a title of its own."""
        told = dict(self.cleaned_data)
        try:
            other = card_of(UUID(told.pop("plan")), self.person)
        except ValueError:
            raise Invalid(_("There is no such plan."), field="plan") from None
        plan = draft_plan(
            actor=self.person,
            kind=other.kind,
            event_types=other.event_types,
            document=as_data(document_in(UUID(other.id))),
            **told,
        )
        return str(plan.pk)


def _beginning(code: str) -> str:
    """Return how the codes of a whole family begin: 11A of 11A00, 11 of 11000."""
    if code.endswith("000"):
        return code[:2]
    return code[:3] if code.endswith("00") else code


WAYS: Mapping[str, tuple[str | Promise, type[NewPlanForm]]] = {
    "blank": (pgettext_lazy("new plan", "Blank"), BlankForm),
    "file": (pgettext_lazy("new plan", "From a file"), FileForm),
    "copy": (pgettext_lazy("new plan", "Copy of a plan"), CopyForm),
}
