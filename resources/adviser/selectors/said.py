"""Grounds for not choosing a candidate, in words."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from resources.adviser.selectors.shown import Told
from resources.adviser.words import duration
from resources.models import Capability


def said(reason: Told, city: str) -> str:
    """Return a ground in the language of the reader."""
    kind = reason["kind"]
    if kind in ("booked", "reserved", "resting", "unavailable", "nowhere"):
        return _blocked(kind, reason)
    if kind == "lacks":
        return _("lacks: %(what)s") % {"what": _abilities(list(reason["words"]))}
    if kind == "closed":
        because = _(", ").join(reason["words"])
        return (
            _("road closed: %(because)s") % {"because": because}
            if because
            else _("road closed")
        )
    if kind == "used":
        return _("goes to %(needs)s in this plan") % {"needs": _(", ").join(reason["words"])}
    if kind == "floor":
        return _("would leave %(city)s %(left)s, its floor is %(floor)s") % {
            "city": city,
            "left": reason["left"],
            "floor": reason["floor"],
        }
    if kind == "slower":
        return _("%(time)s later than the last chosen") % {"time": duration(reason["minutes"])}
    if kind == "spares":
        return _("kept back: %(city)s would have only %(left)s left") % {
            "city": city,
            "left": reason["left"],
        }
    plain = {
        "far": _("too far to help in time"),
        "empty": _("nothing available"),
        "enough": _("enough comes by then without it"),
    }
    return plain[kind]


def _blocked(kind: str, reason: Told) -> str:
    since, until = _clock(reason["since"]), _clock(reason["until"])
    if kind == "booked":
        return _("booked until %(until)s") % {"until": until} if until else _("booked")
    if kind == "reserved":
        if since and until:
            return _("reserved %(since)s to %(until)s") % {"since": since, "until": until}
        return _("reserved from %(since)s") % {"since": since} if since else _("reserved")
    if kind == "resting":
        return _("resting until %(until)s") % {"until": until} if until else _("resting")
    return _("not available") if kind == "unavailable" else _("its place is not known")


def _clock(at: str) -> str:
    return localtime(datetime.fromisoformat(at)).strftime("%m-%d %H:%M") if at else ""


def _abilities(codes: list[str]) -> str:
    names = {row.code: row.name for row in Capability.objects.filter(code__in=codes)}
    return str(_(", ")).join(names.get(code, code) for code in codes)
