"""What the adviser's codes are called, in the language of the reader."""

from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from resources.lifecycle import TeamKind
from resources.models import Supply

AIMS: dict[str, str | Promise] = {
    "fastest": pgettext_lazy("plan", "Fastest"),
    "balanced": pgettext_lazy("plan", "Balanced"),
    "least": pgettext_lazy("plan", "Least depletion"),
}
GROUNDS: dict[str, str | Promise] = {
    "fastest": pgettext_lazy("plan", "Every need is filled as early as can be."),
    "balanced": pgettext_lazy("plan", "Minutes are weighed against what each city gives up."),
    "least": pgettext_lazy("plan", "No city gives much of what it may give."),
}  # fmt: skip
ROUTERS: dict[str, str | Promise] = {
    "osrm": "OSRM",
    "valhalla": "Valhalla",
    "graph": pgettext_lazy("travel time", "main roads"),
    "line": pgettext_lazy("travel time", "straight line, a guess"),
}


def aim_name(aim: str) -> str:
    """Return what a plan is called."""
    return str(AIMS[aim])


def thing_name(what: str) -> str:
    """Return what a kind of team or a supply is called. A query for a supply."""
    if what in TeamKind.values:
        return str(TeamKind(what).label)
    supply = Supply.objects.filter(code=what).first()
    return supply.name if supply else what


def unit_name(what: str) -> str:
    """Return the unit it is counted in. A query for a supply."""
    if what in TeamKind.values:
        return _("team(s)")
    supply = Supply.objects.filter(code=what).first()
    return supply.unit if supply else ""


def with_unit(amount: int, what: str) -> str:
    """Return an amount with its unit."""
    return f"{amount} {unit_name(what)}"


def clock(at: str, minutes: int | None) -> str:
    """Return the time of day so many minutes after ``at``; the day too, where it is another."""
    if minutes is None:
        return ""
    start = localtime(datetime.fromisoformat(at))
    then = start + timedelta(minutes=minutes)
    return then.strftime("%H:%M" if then.date() == start.date() else "%m-%d %H:%M")


def duration(minutes: int) -> str:
    """Return minutes as hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    return _("%(hours)s h %(minutes)02d min") % {"hours": hours, "minutes": rest}
