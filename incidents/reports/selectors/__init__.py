"""What reports lets people read."""

from incidents.reports.selectors.cards import PhoneCard, ReportCard, ScheduleCard
from incidents.reports.selectors.clocks import (
    ClockCard,
    clocks_of,
    clocks_of_all,
    clocks_waiting,
)
from incidents.reports.selectors.content import (
    FieldView,
    content_of,
    figures_in,
    filled_share,
    missing,
)
from incidents.reports.selectors.figures import FigureLine, lines
from incidents.reports.selectors.reports import (
    card_of,
    changed,
    locked_report,
    phones_of,
    reports_of,
    seen_report,
    sent_before,
    visible_reports,
    waiting_for,
)

__all__ = [
    "ClockCard",
    "FieldView",
    "FigureLine",
    "PhoneCard",
    "ReportCard",
    "ScheduleCard",
    "card_of",
    "changed",
    "clocks_of",
    "clocks_of_all",
    "clocks_waiting",
    "content_of",
    "figures_in",
    "filled_share",
    "lines",
    "locked_report",
    "missing",
    "phones_of",
    "reports_of",
    "seen_report",
    "sent_before",
    "visible_reports",
    "waiting_for",
]
