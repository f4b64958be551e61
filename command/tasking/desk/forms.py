"""What people fill in to give a task, or to say something of one."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from command.tasking.lifecycle import TaskKind
from command.tasking.models import REASON_LENGTH, TaskState

LONGEST_MIN = 14 * 24 * 60


class WhoField(forms.CharField):
    """Whom a task is given to, as ``team:<id>``; cleaned to its kind and key."""

    def clean(self, value: Any) -> Any:
        """Read kind and key."""
        text = super().clean(value)
        kind, _colon, key = text.partition(":")
        if not text:
            return "", None
        try:
            if kind in TaskState.AssigneeKind.values:
                return kind, UUID(key)
        except ValueError:
            pass
        raise ValidationError(_("Choose somebody from the list."))


class GiveForm(forms.Form):
    """To whom an existing task goes, until when, and why, where somebody had it before."""

    who = WhoField(
        label=gettext_lazy("Who"),
        error_messages={"required": gettext_lazy("Choose somebody from the list.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes until it is to be done"),
        min_value=0,
        max_value=LONGEST_MIN,
        required=False,
    )
    reason = forms.CharField(
        label=pgettext_lazy("task", "Reason"), max_length=REASON_LENGTH, required=False
    )


class NewForm(GiveForm):
    """A task that does not exist yet."""

    incident = forms.UUIDField(
        label=gettext_lazy("Incident"),
        error_messages={"required": gettext_lazy("Choose an incident.")},
    )
    template = forms.CharField(max_length=32, required=False)
    title = forms.CharField(
        label=gettext_lazy("What is to be done"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say what is to be done, verb first.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=TaskKind.choices)
    place = forms.CharField(label=gettext_lazy("Where"), max_length=120, required=False)
    detail = forms.CharField(
        label=pgettext_lazy("task", "Detail"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )


class ActForm(forms.Form):
    """What is said of a task."""

    verb = forms.CharField(max_length=20)
    reason = forms.CharField(max_length=REASON_LENGTH, required=False)
    progress = forms.IntegerField(required=False, min_value=0, max_value=100)
