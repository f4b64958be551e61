"""Rules put into words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command.core.tongues import of_reader
from incidents.monitoring.detection import terms as said
from incidents.monitoring.detection.terms import Terms
from incidents.monitoring.models import Datastream
from incidents.monitoring.words import number

DAY, HOUR, MINUTE = 86400, 3600, 60


def judges(terms: Terms, unit: str = "") -> str:
    """Return what a rule looks for, on one line."""
    told = [_of_kind(terms.parameters, unit)]
    if terms.for_s:
        told.append(_("for %(time)s") % {"time": lasting(terms.for_s)})
    if terms.season:
        told.append(_("only from %(first)s to %(last)s") % season(terms.season))
    if terms.margin is not None and not isinstance(
        terms.parameters, said.Silence | said.Frozen
    ):
        told.append(
            _("over when %(margin)s back") % {"margin": _with(number(terms.margin), unit)}
        )
    return _(", ").join(told)


def lasting(seconds: float) -> str:
    """Return a length of time in its largest whole unit."""
    whole = [size for size in (DAY, HOUR, MINUTE, 1) if seconds % size == 0]
    size = next((size for size in whole if seconds >= size), 1)
    n = int(seconds // size)
    told = {
        DAY: ngettext("%(n)d day", "%(n)d days", n),
        HOUR: ngettext("%(n)d hour", "%(n)d hours", n),
        MINUTE: ngettext("%(n)d minute", "%(n)d minutes", n),
        1: ngettext("%(n)d second", "%(n)d seconds", n),
    }
    return told[size] % {"n": n}


def where(stream: Datastream) -> str:
    """Return station and quantity of a stream, in the language of the reader."""
    place = of_reader(stream.station.name_zh, stream.station.name_en)
    return f"{place} · {of_reader(stream.name, stream.name_en)}"


def season(one: Any) -> dict[str, str]:
    """Return the first and the last day of a season, written as month-day."""
    first, last = one.begins, one.ends
    return {"first": f"{first[0]:02}-{first[1]:02}", "last": f"{last[0]:02}-{last[1]:02}"}


def _of_kind(parameters: said.Parameters, unit: str) -> str:
    if isinstance(parameters, said.Stage):
        return (
            _("reaches the guaranteed stage of the station")
            if parameters.stage == "guarantee"
            else _("reaches the warning stage of the station")
        )
    if isinstance(parameters, said.Threshold):
        told = [_line(parameters.limit, unit)]
        told += [
            _("from %(first)s to %(last)s: %(what)s")
            % {**season(one), "what": _line(limit, unit)}
            for one, limit in parameters.seasonal
        ]
        return _("; ").join(told)
    if isinstance(parameters, said.Rate):
        return _rate(parameters, unit)
    if isinstance(parameters, said.Silence):
        if parameters.seconds is not None:
            return _("says nothing for %(time)s") % {"time": lasting(parameters.seconds)}
        return _("says nothing for %(n)s of its intervals") % {
            "n": number(parameters.intervals)
        }
    if isinstance(parameters, said.Frozen):
        return _("does not change for %(time)s") % {"time": lasting(parameters.seconds)}
    return _("%(n)s of %(m)s streams over their limits at once") % {
        "n": parameters.n,
        "m": len(parameters.members),
    }


def _line(limit: said.Limit, unit: str) -> str:
    value = {"value": _with(number(limit.value), unit)}
    return _("≤ %(value)s") % value if limit.under else _("≥ %(value)s") % value


def _rate(rate: said.Rate, unit: str) -> str:
    if rate.per_hour is None:
        return _("rises faster than the limit of the stream")
    told = {"value": _with(number(rate.per_hour), unit), "time": lasting(rate.window_s)}
    if rate.falling:
        return _("falls by more than %(value)s per hour, told over %(time)s") % told
    return _("rises by more than %(value)s per hour, told over %(time)s") % told


def _with(value: str, unit: str) -> str:
    return f"{value} {unit}".strip()
