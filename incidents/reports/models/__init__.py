"""The tables of reports."""

from incidents.reports.models.log import OverdueMark, PhoneReport, Sensitive
from incidents.reports.models.report import (
    Contact,
    Published,
    Report,
    ReportChange,
    ReportState,
)
from incidents.reports.models.rule import ReportField, ReportRule
from incidents.reports.models.situation import Schedule, Section, SectionText

__all__ = [
    "Contact",
    "OverdueMark",
    "PhoneReport",
    "Published",
    "Report",
    "ReportChange",
    "ReportField",
    "ReportRule",
    "ReportState",
    "Schedule",
    "Section",
    "SectionText",
    "Sensitive",
]
