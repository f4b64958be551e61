"""Reading and checking what a version says; the JSON of its parameters, kind by kind.

===========  ==============================================================================
stage        ``{"stage": "warning" | "guarantee"}``
threshold    ``{"above": 10.5}`` or ``{"below": 2}``, and ``"seasons": [{"from": "03-01",
             "to": "04-30", "above": 9.8}]``
rate         ``{"per_hour": 0.2 | null, "falling": false, "window_s": 3600}``
silence      ``{"intervals": 3}`` or ``{"seconds": 900}``
frozen       ``{"seconds": 21600, "tolerance": 0}``
combined     ``{"n": 2, "members": [{"stream": "…", "above": 10.5}, …], "cause_key": ""}``
===========  ==============================================================================
"""

import math
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.monitoring.detection import terms as said
from incidents.monitoring.detection.lifecycle import Kind
from incidents.monitoring.detection.models import AlarmRuleVersion
from incidents.monitoring.detection.seasons import Season
from incidents.monitoring.detection.terms import Limit, Parameters, Terms
from incidents.monitoring.models.reading import BOUND

LONGEST = 366 * 86400  # seconds
MOST_MEMBERS = 20
MOST_SEASONS = 12
Given = Mapping[str, Any]


def parameters_of(kind: str, given: Any) -> Parameters:
    """Return what parameters mean to a kind of rule. Raises ``Invalid`` with the field."""
    if not isinstance(given, Mapping):
        raise Invalid(_("The parameters are named values."), field="parameters")
    read, known = READERS[Kind(kind)]
    if strange := sorted(str(name) for name in set(given) - known):
        raise Invalid(
            _("This kind of rule has no “%(name)s”.") % {"name": strange[0][:40]},
            field="parameters",
        )
    return read(given)


def season_of(begins: Any, ends: Any) -> Season | None:
    """Return a season, or none when neither day is given. Raises ``Invalid``."""
    if not begins and not ends:
        return None
    try:
        return Season.of(str(begins or ""), str(ends or ""))
    except ValueError:
        raise Invalid(
            _("A season runs from one day to another, written as month-day: 11-15."),
            field="season",
        ) from None


def terms_of(version: AlarmRuleVersion) -> Terms:
    """Return a version ready to judge by; needs its rule read before."""
    return Terms(
        rule=version.rule_id,
        version=version.pk,
        kind=Kind(version.rule.kind),
        level=version.level,
        parameters=parameters_of(version.rule.kind, version.parameters),
        margin=version.margin,
        for_s=version.for_s,
        season=season_of(version.season_from, version.season_to),
    )


def number(given: Given, name: str, *, least: float = -BOUND, most: float = BOUND) -> float:
    """Return a number among the parameters. Raises ``Invalid``."""
    value = given.get(name)
    # Compared before it is made a float: an integer may be too large to become one.
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and least <= value <= most
        and math.isfinite(value)
    ):
        return float(value)
    raise Invalid(
        _("“%(name)s” is a number between %(least)s and %(most)s.")
        % {"name": name, "least": f"{least:g}", "most": f"{most:g}"},
        field=name,
    )


def _stage(given: Given) -> Parameters:
    if given.get("stage") not in {"warning", "guarantee"}:
        raise Invalid(
            _("The stage is the warning stage or the guaranteed stage."), field="stage"
        )
    return said.Stage(str(given["stage"]))


def _limit(given: Given) -> Limit:
    names = {"above", "below"} & set(given)
    if len(names) != 1:
        raise Invalid(_("A limit is either above or below."), field="limit")
    [name] = names
    return Limit(number(given, name), under=name == "below")


def _threshold(given: Given) -> Parameters:
    seasons = given.get("seasons", [])
    if not isinstance(seasons, list) or len(seasons) > MOST_SEASONS:
        raise Invalid(_("Seasons are a list of at most 12."), field="seasons")
    found = []
    for one in seasons:
        season = isinstance(one, Mapping) and season_of(one.get("from"), one.get("to"))
        if not season:
            raise Invalid(
                _("A season has a first day, a last day and a limit."), field="seasons"
            )
        found.append((season, _limit(one)))
    return said.Threshold(_limit(given), tuple(found))


def _rate(given: Given) -> Parameters:
    falling = given.get("falling", False)
    if not isinstance(falling, bool):
        raise Invalid(_("“falling” is yes or no."), field="falling")
    own = given.get("per_hour") is None
    if own and falling:
        raise Invalid(_("Say how much it may fall in an hour."), field="per_hour")
    per_hour = None if own else number(given, "per_hour", least=1e-9)
    window = int(number({"window_s": 3600, **given}, "window_s", least=60, most=7 * 86400))
    return said.Rate(per_hour, falling=falling, window_s=window)


def _silence(given: Given) -> Parameters:
    if len({"intervals", "seconds"} & set(given)) != 1:
        raise Invalid(_("Silence is so many intervals, or so many seconds."), field="intervals")
    if "seconds" in given:
        return said.Silence(None, int(number(given, "seconds", least=1, most=LONGEST)))
    return said.Silence(number(given, "intervals", least=1, most=10000), None)


def _frozen(given: Given) -> Parameters:
    seconds = int(number(given, "seconds", least=1, most=LONGEST))
    return said.Frozen(seconds, number({"tolerance": 0, **given}, "tolerance", least=0))


def _combined(given: Given) -> Parameters:
    members = given.get("members")
    if not isinstance(members, list) or not 2 <= len(members) <= MOST_MEMBERS:
        raise Invalid(_("A combination is of 2 to 20 streams."), field="members")
    found: dict[UUID, Limit] = {}
    for one in members:
        try:
            found[UUID(one["stream"])] = _limit(one)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Invalid(
                _("Each of them is a stream with a limit."), field="members"
            ) from None
    if len(found) != len(members):
        raise Invalid(_("Each stream is named once."), field="members")
    key = given.get("cause_key", "")
    if not isinstance(key, str) or len(key) > 60 or "\x00" in key:
        raise Invalid(_("The common cause is a short word."), field="cause_key")
    n = int(number(given, "n", least=1, most=len(members)))
    return said.Combined(n, tuple(found.items()), key)


READERS: dict[Kind, tuple[Callable[[Given], Parameters], frozenset[str]]] = {
    Kind.STAGE: (_stage, frozenset({"stage"})),
    Kind.THRESHOLD: (_threshold, frozenset({"above", "below", "seasons"})),
    Kind.RATE: (_rate, frozenset({"per_hour", "falling", "window_s"})),
    Kind.SILENCE: (_silence, frozenset({"intervals", "seconds"})),
    Kind.FROZEN: (_frozen, frozenset({"seconds", "tolerance"})),
    Kind.COMBINED: (_combined, frozenset({"n", "members", "cause_key"})),
}
