"""The doors of the incidents room: the only code that writes."""

from incidents.actions.command import (
    accept_command,
    offer_command,
    refuse_command,
    withdraw_command,
)
from incidents.actions.confirm import confirm_grade
from incidents.actions.event_types import load_event_types
from incidents.actions.link import link_incident
from incidents.actions.merge import merge_incident
from incidents.actions.move import grade_incident, move_incident
from incidents.actions.prefer import prefer_figure
from incidents.actions.propose import decide_response, propose_response
from incidents.actions.record import record_figure, write_note
from incidents.actions.report import report_incident
from incidents.actions.respond import activate_response, end_response
from incidents.actions.share import share_incident
from incidents.actions.take_in import add_report

__all__ = [
    "accept_command",
    "activate_response",
    "add_report",
    "confirm_grade",
    "decide_response",
    "end_response",
    "grade_incident",
    "link_incident",
    "load_event_types",
    "merge_incident",
    "move_incident",
    "offer_command",
    "prefer_figure",
    "propose_response",
    "record_figure",
    "refuse_command",
    "report_incident",
    "share_incident",
    "withdraw_command",
    "write_note",
]
