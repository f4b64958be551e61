"""What the handover page says of the register: dates that are near or past."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incidents.roster.sections import Line, Section, enter
from resources.register import dates

MOST = 30


def days(left: int) -> str:
    """Say how many days are left, or by how many it is late."""
    if left < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -left) % {"n": -left}
    if left == 0:
        return _("today")
    return ngettext("in %(n)d day", "in %(n)d days", left) % {"n": left}


def near(region: str) -> list[Line]:
    """Return the dates of the authority that are within a threshold, the worst first."""
    return [
        Line(
            text=due.name,
            detail=f"{due.label} · {due.due:%Y-%m-%d} · {days(due.days_left)}",
            is_late=due.days_left <= 0,
        )
        for due in dates.near(region, dates.today())[:MOST]
    ]


def fill() -> None:
    """Enter the section."""
    enter(
        Section(
            key="register-dates",
            title=gettext_lazy("Expiries and checks in the register"),
            none=gettext_lazy("Nothing runs out soon."),
            gather=near,
            order=60,
        )
    )
