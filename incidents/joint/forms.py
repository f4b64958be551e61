"""What people fill in. A form judges the shape only; whether it may be is the doors' matter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.joint.fields import (
    Act,
    Lines,
    Moment,
    addressees,
    authorities,
    banners,
    many,
    owners,
    task_kinds,
    text,
)
from incidents.joint.lifecycle import GARRISON, ConsultationKind, Mechanism


class Reason(Act):
    """Why."""

    reason = text(_("Reason"), rows=2, max_length=200)


class Membered(Act):
    """Authorities that come in: cities, the region, and banners that are named."""

    members = many(_("Members"), authorities, required=False)
    banners = many(_("Banners, counties and districts, by name"), banners, required=False)
    until = Moment(label=_("Members see the incident until"), required=False)

    def clean(self) -> dict[str, Any]:
        """Return cities and banners as the members that they are."""
        data = dict(super().clean() or self.cleaned_data)
        data["members"] = [*data.get("members", []), *data.pop("banners", [])]
        return data


class OpenOperation(Membered):
    """A joint operation to be opened."""

    name = forms.CharField(label=_("Name of the operation"), max_length=120)
    mechanism = forms.ChoiceField(label=_("Mechanism"), choices=Mechanism.choices)
    basis = forms.CharField(label=_("Agreement or order"), max_length=300, required=False)
    objectives = Lines(label=_("Objectives, one a line"), required=False)
    field_order = ("name", "mechanism", "basis", "members", "banners", "until", "objectives")


class Join(Membered, Reason):
    """Who comes in, and until when they see."""

    field_order = ("members", "banners", "until", "reason")


class Share(Join):
    """Who is let in without a joint operation, and until when."""


class Widen(Act):
    """Which incident comes under the operation, and until when the members see it."""

    incident_id = forms.ChoiceField(label=_("Incident"))
    until = Moment(label=_("Members see the incident until"), required=False)


class Extend(Reason):
    """Until when, and for whom."""

    members = many(_("Only for (all, when none is ticked)"), authorities, required=False)
    until = Moment(label=_("Members see the incident until"), required=False)
    field_order = ("members", "until", "reason")


class Leave(Reason):
    """Who goes."""

    city = forms.ChoiceField(label=_("Member"))
    field_order = ("city", "reason")


class Objectives(Act):
    """What is to be achieved."""

    objectives = Lines(label=_("Objectives, one a line"))


class Reached(forms.Form):
    """An objective that was reached, or was not after all; ticking twice is once."""

    objective = forms.CharField(label=_("Objective"), max_length=2000)
    reached = forms.BooleanField(label=_("reached"), required=False)


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
