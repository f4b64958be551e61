"""The doors of reports: the only code that writes."""

from incidents.reports.actions.chase import tell_report_overdue
from incidents.reports.actions.compile import compile_sitrep
from incidents.reports.actions.draft import draft_report
from incidents.reports.actions.edit import edit_report
from incidents.reports.actions.phone import log_phone_report, mark_sensitive
from incidents.reports.actions.send import acknowledge_report, send_report
from incidents.reports.actions.sign import review_report, sign_report, submit_report
from incidents.reports.actions.situation import (
    end_sitrep,
    schedule_sitrep,
    write_section,
)

__all__ = [
    "acknowledge_report",
    "compile_sitrep",
    "draft_report",
    "edit_report",
    "end_sitrep",
    "log_phone_report",
    "mark_sensitive",
    "review_report",
    "schedule_sitrep",
    "send_report",
    "sign_report",
    "submit_report",
    "tell_report_overdue",
    "write_section",
]
