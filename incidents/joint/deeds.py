"""The acts of the room's joint tab: which form each has, and which door it knocks at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.times import iso_or_none
from incidents import actions as of_incidents
from incidents.joint import actions, filling, forms
from incidents.joint.fields import Choices, owner_of
from incidents.joint.filling import Data, Told


@dataclass(frozen=True)
class Deed:
    """One act: its title, its button, its form (none for a single button) and its door."""

    title: str | Promise
    button: str | Promise
    run: Callable[[Told, Data], Any]
    form: type[BaseForm] | None = None
    initial: Callable[[Told], Data] = lambda _told: {}
    choices: Callable[[Told], Mapping[str, Choices]] = lambda _told: {}
    lead: str | Promise = ""
    danger: bool = False


def _about_incident(door: Callable[..., Any]) -> Callable[[Told, Data], Any]:
    return lambda t, data: door(actor=t.person, incident_id=t.incident.pk, **data)


def _about(name: str, door: Callable[..., Any]) -> Callable[[Told, Data], Any]:
    return lambda t, data: door(actor=t.person, **{name: t.subject}, **data)


def _operation(door: Callable[..., Any]) -> Callable[[Told, Data], Any]:
    return _about("operation_id", door)


def _consultation(door: Callable[..., Any]) -> Callable[[Told, Data], Any]:
    return _about("consultation_id", door)


def _open(told: Told, data: Data) -> Any:
    return actions.open_operation(actor=told.person, incident_ids=[told.incident.pk], **data)


def _share(told: Told, data: Data) -> Any:
    grantees = data.pop("members")
    return of_incidents.share_incident(
        actor=told.person, incident_id=told.incident.pk, grantees=grantees, **data
    )


def _convene(told: Told, data: Data) -> Any:
    people = [{"authority": code, "name": ""} for code in data.pop("participants")]
    home = told.person.origin
    people += [{"authority": home, "name": name} for name in data.pop("others")]
    return actions.convene_consultation(
        actor=told.person, incident_id=told.incident.pk, participants=people, **data
    )


def _decide(told: Told, data: Data) -> Any:
    options = [_option(line) for line in data.pop("options")]
    return actions.record_decision(
        actor=told.person,
        incident_id=told.incident.pk,
        options=options,
        **{**data, **owner_of(data["owner"])},
    )


def _option(line: str) -> Data:
    told, _bar, rest = line.partition("|")
    pros, _bar, cons = rest.partition("|")
    chosen = told.lstrip().startswith("*")
    return {
        "text": told.strip().lstrip("*").strip(),
        "pros": pros.strip(),
        "cons": cons.strip(),
        "chosen": chosen,
    }


def plain(data: Data) -> Data:
    """Return what a form gave as JSON takes it, for the key under which it is done once."""
    return {
        name: iso_or_none(value) if hasattr(value, "astimezone") else value
        for name, value in data.items()
    }


# In the order in which the page offers them.
DEEDS: Mapping[str, Deed] = {
    "open": Deed(_("Open a joint operation"), _("Open the operation"), _open,
                 forms.OpenOperation, filling.opening,
                 lead=_("The members see the incident at once, until the time that you set.")),
    "join": Deed(_("Take in members"), _("Take in"), _operation(actions.join_operation),
                 forms.Join, filling.later),
    "extend": Deed(_("Extend the members' sight"), _("Extend"),
                   _operation(actions.extend_operation), forms.Extend, filling.later,
                   filling.members_of),
    "widen": Deed(_("Bring an incident under the operation"), _("Bring in"),
                  _operation(actions.widen_operation), forms.Widen, filling.later,
                  filling.beside, lead=_("The members see that incident too.")),
    "leave": Deed(_("Let a member go"), _("End the membership"),
                  _operation(actions.leave_operation), forms.Leave,
                  choices=filling.leavers_of, danger=True,
                  lead=_("What the operation showed this member is out of its sight at once.")),
    "objectives": Deed(_("Objectives"), _("Set objectives"), _operation(actions.set_objectives),
                       forms.Objectives, filling.aims),
    "reached": Deed(_("An objective reached"), _("Record"),
                    _operation(actions.reach_objective), forms.Reached),
    "end": Deed(_("End the joint operation"), _("End the operation"),
                _operation(actions.end_operation), forms.Reason, danger=True,
                lead=_("The sight that it gave ends at once, for all members.")),
    "lead-offer": Deed(_("Offer the lead of the operation"), _("Offer"),
                       _operation(actions.offer_operation_command), forms.Offer,
                       lead=_("Until it is accepted, the lead stays where it is.")),
    "lead-accept": Deed(_("Take the lead"), _("Take the lead"),
                        _operation(actions.accept_operation_command)),
    "lead-refuse": Deed(_("Decline the lead"), _("Decline"),
                        _operation(actions.refuse_operation_command), forms.Reason),
    "lead-withdraw": Deed(_("Withdraw the offer of the lead"), _("Withdraw"),
                          _operation(actions.withdraw_operation_command), forms.Reason),
    "share": Deed(_("Let others see the incident"), _("Let them see it"), _share, forms.Share,
                  filling.later,
                  lead=_("They see it at once, until the time that you set; no joint operation "
                         "is needed.")),
    "command-offer": Deed(_("Offer the command of the incident"), _("Offer"),
                          _about_incident(of_incidents.offer_command), forms.Offer,
                          lead=_("Until it is accepted, command stays where it is.")),
    "command-accept": Deed(_("Take command"), _("Take command"),
                           _about_incident(of_incidents.accept_command)),
    "command-refuse": Deed(_("Decline command"), _("Decline"),
                           _about_incident(of_incidents.refuse_command), forms.Reason),
    "command-withdraw": Deed(_("Withdraw the offer of command"), _("Withdraw"),
                             _about_incident(of_incidents.withdraw_command), forms.Reason),
    "notify": Deed(_("Notify the neighbours"), _("Send"),
                   _about_incident(actions.notify_neighbours), forms.Notify, filling.notice,
                   lead=_("Each city signs for it; where nobody does, the commander is "
                          "called.")),
    "waive": Deed(_("Why the neighbours are not notified"), _("Sign"),
                  _about_incident(actions.waive_notification), forms.Reason),
    "call": Deed(_("Log a call to an addressee"), _("Log the call"),
                 _about("notification_id", actions.log_notification_call), forms.Call),
    "sign": Deed(_("Acknowledge"), _("Acknowledge"),
                 _about("notification_id", actions.acknowledge_notification)),
    "convene": Deed(_("Convene a consultation"), _("Convene"), _convene, forms.Convene,
                    filling.convening),
    "start": Deed(_("Open the session"), _("Open the session"),
                  _consultation(actions.start_consultation)),
    "conclude": Deed(_("Conclude the consultation"), _("Conclude"),
                     _consultation(actions.conclude_consultation), forms.Minutes,
                     lead=_("Each decision with a tick becomes a task of its owner.")),
    "correct": Deed(_("Correct the minutes"), _("Make a new version"),
                    _consultation(actions.correct_consultation), forms.Correct,
                    filling.minutes_of),
    "cancel": Deed(_("Cancel the consultation"), _("Call it off"),
                   _consultation(actions.cancel_consultation), forms.Reason, danger=True),
    "decide": Deed(_("Record a decision"), _("Record"), _decide, forms.Decide,
                   lambda t: {"decided_by": t.person.name, "corrects": t.of},
                   filling.basis_of),
    "outcome": Deed(_("Outcome of the decision"), _("Record"),
                    _about("decision_id", actions.record_outcome), forms.Outcome),
}  # fmt: skip
