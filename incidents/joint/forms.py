"""What people fill in. A form judges the shape only; whether it may be is the doors' matter."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core import regions
from command.core.ids import new_id
from incidents.joint import words
from incidents.joint.lifecycle import GARRISON, ConsultationKind, Mechanism

Choices = Iterable[tuple[str, Any]]


class Moment(forms.DateTimeField):
    """A day and a time, as the browser's own field gives them."""

    def __init__(self, **given: Any) -> None:
        """Show the browser's own field."""
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **given)


class Lines(forms.CharField):
    """Several texts, one on each line."""

    def __init__(self, rows: int = 4, **given: Any) -> None:
        """Show a box of some rows."""
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=8000, **given)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # lines, not one text
        """Return the lines that say something."""
        text = super().to_python(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        """Ask for one line at least where that is required."""
        super().validate("\n".join(value))

    def run_validators(self, value: Any) -> None:
        """Judge the length of the whole."""
        super().run_validators("\n".join(value))


def text(label: Any, rows: int = 3, **given: Any) -> forms.CharField:
    """Return a field for a longer text."""
    given.setdefault("max_length", 2000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **given)


def many(label: Any, choices: Callable[[], Choices], **given: Any) -> forms.MultipleChoiceField:
    """Return a field of boxes to tick."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **given
    )


def authorities() -> Choices:
    """Return the four cities and the region."""
    return [(code, regions.name(code)) for code in (*regions.CITIES, regions.REGION)]


def addressees() -> Choices:
    """Return the four cities and the garrison."""
    return [(code, words.addressee(code)) for code in (*regions.CITIES, GARRISON)]


def owners() -> Choices:
    """Return whoever may carry a decision out, or nobody in particular."""
    return [("", "—"), *authorities()]


def task_kinds() -> Choices:
    """Return the kinds of tasks that a decision may ask for."""
    return [("", "—"), *words.TASK_KINDS]


class Act(forms.Form):
    """A form with the key under which it is carried out once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any) -> None:
        """Give a new form a new key."""
        given["initial"] = {"key": new_id(), **(given.get("initial") or {})}
        super().__init__(*args, **{"label_suffix": "", **given})


class Reason(Act):
    """Why."""

    reason = text(_("Reason"), rows=2, max_length=200)


class OpenOperation(Act):
    """A joint operation to be opened."""

    name = forms.CharField(label=_("Name of the operation"), max_length=120)
    mechanism = forms.ChoiceField(label=_("Mechanism"), choices=Mechanism.choices)
    basis = forms.CharField(label=_("Agreement or order"), max_length=300, required=False)
    members = many(_("Members"), authorities)
    until = Moment(label=_("Members see the incident until"), required=False)
    objectives = Lines(label=_("Objectives, one a line"), required=False)


class Join(Reason):
    """Who comes in, and until when they see."""

    members = many(_("Members"), authorities)
    until = Moment(label=_("Members see the incident until"), required=False)
    field_order = ("members", "until", "reason")


class Extend(Join):
    """Until when, and for whom."""

    members = many(_("Only for (all, when none is ticked)"), authorities, required=False)


class Leave(Reason):
    """Who goes."""

    city = forms.ChoiceField(label=_("Member"), choices=authorities)
    field_order = ("city", "reason")


class Objectives(Act):
    """What is to be achieved."""

    objectives = Lines(label=_("Objectives, one a line"))


class Offer(Reason):
    """To whom the command is offered."""

    to = forms.ChoiceField(label=_("To"), choices=authorities)
    field_order = ("to", "reason")


class Notify(Act):
    """Whom, and what they are told."""

    cities = many(_("To"), addressees)
    text = text(_("What they are told"), rows=7)


class Call(Act):
    """A telephone call."""

    to = forms.ChoiceField(label=_("Who was called"), choices=addressees, initial=GARRISON)
    spoken_to = forms.CharField(label=_("Unit and post that answered"), max_length=150)
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)


class Convene(Act):
    """A consultation to be held."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ConsultationKind.choices)
    topic = forms.CharField(label=_("Topic"), max_length=120)
    planned_at = Moment(label=_("Time"))
    chair = forms.CharField(label=_("Chair: name and post"), max_length=120)
    participants = many(_("Taking part"), authorities)
    others = Lines(label=_("Experts and others, one a line"), rows=2, required=False)
    agenda = Lines(label=_("Agenda, one item a line"))


class Minutes(Act):
    """What a consultation found."""

    situation = text(_("Situation"), max_length=4000)
    trend = text(_("Trend"), rows=2, max_length=4000, required=False)
    risks = text(_("Risks"), rows=2, max_length=4000, required=False)
    next_at = Moment(label=_("Next consultation"), required=False)


class Correct(Minutes):
    """The minutes anew, and why."""

    reason = forms.CharField(label=_("Why they are corrected"), max_length=300)


class Decided(forms.Form):
    """One decision of a consultation."""

    decided = forms.CharField(label=_("Decision"), max_length=2000, required=False)
    owner = forms.ChoiceField(label=_("Owner"), choices=owners, required=False)
    due_at = Moment(label=_("Due"), required=False)
    is_task = forms.BooleanField(label=_("Task"), required=False, initial=True)
    task_kind = forms.ChoiceField(label=_("Kind of task"), choices=task_kinds, required=False)

    def has_changed(self) -> bool:
        """Count a row only when it says what was decided: a ticked box alone does not."""
        return bool(self["decided"].data)


DecidedSet = forms.formset_factory(Decided, extra=8, max_num=40)


class Decide(Act):
    """A decision of the log."""

    decided = text(_("What was decided"), rows=2)
    decided_by = forms.CharField(label=_("By whom"), max_length=120)
    basis_refs = forms.MultipleChoiceField(
        label=_("On what basis: frozen as it is known now"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    basis_text = text(_("Basis in words"), rows=2, required=False)
    options = Lines(
        label=_("Options, one a line: text | for | against; * before the one chosen"),
        required=False,
    )
    owner = forms.ChoiceField(label=_("Owner"), choices=owners, required=False)
    due_at = Moment(label=_("Due"), required=False)
    is_task = forms.BooleanField(label=_("Make it a task"), required=False)
    task_kind = forms.ChoiceField(label=_("Kind of task"), choices=task_kinds, required=False)
    corrects = forms.UUIDField(required=False, widget=forms.HiddenInput)


class Outcome(Act):
    """What came of it."""

    text = text(_("Outcome"))


class LogFilter(forms.Form):
    """Which lines of the decision log."""

    city = forms.ChoiceField(label=_("City"), required=False)
    incident = forms.ChoiceField(label=_("Incident"), required=False)
    person = forms.ChoiceField(label=pgettext_lazy("log", "Who"), required=False)
    since = Moment(label=pgettext_lazy("log", "From"), required=False)
    until = Moment(label=pgettext_lazy("log", "Until"), required=False)
    text = forms.CharField(label=_("Search"), max_length=100, required=False)
