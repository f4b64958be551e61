"""Forms of teams' certificates and shifts, and of experts."""

from typing import Any, Final

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.times import iso
from incidents.models import EventType
from resources.actions import register_team
from resources.lifecycle import TeamKind
from resources.register.actions import (
    change_expert,
    end_skill,
    enter_skill,
    forget_expert,
    plan_team_shift,
    register_expert,
    withdraw_team_shift,
)
from resources.register.dates import CHINA
from resources.register.forms.base import RegisterForm, day, degrees, reason, whole

OF_EXPERT: Final = ("name", "organisation", "title", "speciality", "reach")


def moment(label: Any) -> forms.DateTimeField:
    """Return a field for a time."""
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class NewTeam(RegisterForm):
    """A team for the register."""

    heading = _("Register a team")
    region = forms.ChoiceField(label=_("Region"))
    kind = forms.ChoiceField(label=_("Kind"), choices=TeamKind.choices)
    name = forms.CharField(label=pgettext_lazy("thing", "Name"), max_length=80)
    headcount = whole(_("People"), most=30_000)
    vehicles = whole(_("Vehicles"), most=30_000)
    lat = degrees(_("Latitude (WGS 84)"), 90)
    lon = degrees(_("Longitude (WGS 84)"), 180)

    def build(self) -> None:
        """Offer the regions."""
        self.fill_regions()

    def knock(self) -> tuple[str, Any]:
        """Register it."""
        given = dict(self.cleaned_data)
        base = (given.pop("lat"), given.pop("lon"))
        return "team", register_team(actor=self.person, base=base, **given).pk


class NewSkill(RegisterForm):
    """A certificate of a team."""

    heading = _("Enter a certificate")
    certificate = forms.CharField(label=_("Certificate"), max_length=80)
    number = forms.CharField(label=_("Number"), max_length=40, required=False)
    issuer = forms.CharField(label=_("Issued by"), max_length=80, required=False)
    people = whole(_("People who hold it"), most=30_000)
    valid_until = day(pgettext_lazy("certificate", "Valid until"))
    person_id = forms.ChoiceField(label=_("Held by (own city only)"), required=False)

    def start(self) -> dict[str, Any]:
        """Say one holder."""
        return {"people": 1}

    def build(self) -> None:
        """Offer the members."""
        members = self.thing.members.filter(left_at=None).select_related("person")
        field = self.fields["person_id"]
        assert isinstance(field, forms.ChoiceField)
        named = [(str(member.person_id), member.person.name) for member in members]
        field.choices = [("", _("the team")), *named]

    def knock(self) -> tuple[str, Any]:
        """Enter it."""
        given = dict(self.cleaned_data)
        given["person_id"] = given["person_id"] or None
        enter_skill(actor=self.person, team_id=self.thing.pk, **given)
        return "team", self.thing.pk


class EndSkill(RegisterForm):
    """Ending a certificate."""

    heading = _("End the certificate")
    button = _("End it")
    danger = True
    reason = reason()

    def knock(self) -> tuple[str, Any]:
        """End it."""
        end_skill(actor=self.person, skill_id=self.thing.pk, **self.cleaned_data)
        return "team", self.thing.team_id


class NewShift(RegisterForm):
    """Hours on duty for a team."""

    heading = _("Put the team on duty")
    starts_at = moment(_("From"))
    ends_at = moment(_("To"))
    people = whole(_("People"), most=30_000)
    note = forms.CharField(label=_("Note"), max_length=120, required=False)

    def start(self) -> dict[str, Any]:
        """Propose the next twelve hours, all hands."""
        at = localtime(timezone=CHINA).replace(minute=0, second=0, microsecond=0)
        until = at.replace(hour=20 if at.hour < 20 else 23)
        return {"people": self.thing.headcount, "starts_at": at, "ends_at": until}

    def knock(self) -> tuple[str, Any]:
        """Plan it."""
        plan_team_shift(actor=self.person, team_id=self.thing.pk, **self.cleaned_data)
        return "team", self.thing.pk


class WithdrawShift(RegisterForm):
    """Withdrawing a shift."""

    heading = _("Withdraw the shift")
    button = _("Withdraw")
    danger = True
    reason = reason()

    def knock(self) -> tuple[str, Any]:
        """Withdraw it."""
        withdraw_team_shift(actor=self.person, shift_id=self.thing.pk, **self.cleaned_data)
        return "team", self.thing.team_id


class ExpertForm(RegisterForm):
    """What is kept of an expert."""

    name = forms.CharField(label=_("Name (own city only)"), max_length=40)
    organisation = forms.CharField(label=_("Organisation"), max_length=80, required=False)
    title = forms.CharField(label=_("Title"), max_length=40, required=False)
    speciality = forms.CharField(label=_("Speciality"), max_length=200)
    families = forms.MultipleChoiceField(label=_("Families of events"))
    reach = forms.CharField(
        label=_("Reached by (own city only)"), max_length=80, required=False
    )

    def build(self) -> None:
        """Offer the families of events."""
        field = self.fields["families"]
        assert isinstance(field, forms.MultipleChoiceField)
        heads = EventType.objects.filter(code__endswith="00").exclude(code__endswith="000")
        field.choices = [(row.code[:3], row.name) for row in heads]
        field.widget.attrs["size"] = 6


class NewExpert(ExpertForm):
    """An expert for the register."""

    heading = _("Register an expert")
    region = forms.ChoiceField(label=_("Region"))
    field_order = ("region", *OF_EXPERT)

    def build(self) -> None:
        """Offer regions and families."""
        self.fill_regions()
        super().build()

    def knock(self) -> tuple[str, Any]:
        """Register them."""
        return "expert", register_expert(actor=self.person, **self.cleaned_data).pk


class ChangeExpert(ExpertForm):
    """What is kept of an expert, to be changed."""

    heading = _("Change the expert")
    seen_at = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def start(self) -> dict[str, Any]:
        """Return what is kept now."""
        kept = {name: getattr(self.thing, name) for name in (*OF_EXPERT, "families")}
        return kept | {"seen_at": iso(self.thing.updated_at)}

    def knock(self) -> tuple[str, Any]:
        """Change it."""
        given = dict(self.cleaned_data)
        seen_at = given.pop("seen_at")
        change_expert(
            actor=self.person, expert_id=self.thing.pk, changes=given, seen_at=seen_at
        )
        return "expert", self.thing.pk


class ForgetExpert(RegisterForm):
    """Destroying what is personal about an expert."""

    heading = _("Destroy name and contact")
    button = _("Destroy")
    danger = True
    reason = reason()

    def knock(self) -> tuple[str, Any]:
        """Destroy it."""
        forget_expert(actor=self.person, expert_id=self.thing.pk, **self.cleaned_data)
        return "expert", self.thing.pk
