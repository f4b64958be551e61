"""Causes of failure, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import pgettext

from command.core import regions
from command.core.tongues import is_english
from plans.interlock.stock import Thing
from plans.readiness.pure.causes import POOL, ROLE, WAY

Facts = Mapping[str, Any]  # as a run keeps them


def in_both(cause: Mapping[str, Any], facts: Facts, named: Mapping[str, Thing]) -> list[str]:
    """Return a cause in Chinese and in English."""
    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said.append(words_of(cause, facts, named))
    return said


def words_of(cause: Mapping[str, Any], facts: Facts, named: Mapping[str, Thing]) -> str:
    """Return a cause in the language of the reader."""
    kind, key = cause["kind"], cause["key"]
    if kind == ROLE:
        return _role(_keyed(facts["roles"], key), night=facts["night"])
    if kind == WAY:
        return _way(next(way for way in facts["ways"] if f"{way['start']}-{way['end']}" == key))
    if kind == POOL:
        pool = next(p for p in facts["pools"] if f"{p['what']}/{p['source']}" == key)
        return _pool(pool, named[pool["what"]])
    step = _keyed(facts["steps"], key)
    return pgettext("readiness", "step %(step)s has little time: %(n)s min") % {
        "step": f"{key} {_name(step, 'title')}".strip(),
        "n": round(step["due"]),
    }


def _role(role: Facts, *, night: bool) -> str:
    name = _name(role, "name") or role["key"]
    if not role["filled"]:
        said = (
            pgettext("readiness", "role %(role)s is not filled, and it is night")
            if night
            else pgettext("readiness", "role %(role)s is not filled")
        )
    elif role["on_duty"] < 2:
        said = pgettext("readiness", "one person alone for %(role)s at night")
    else:
        said = pgettext("readiness", "%(role)s answers later at night")
    return said % {"role": name}


def _way(way: Facts) -> str:
    ends = {"start": regions.name(way["start"]), "end": regions.name(way["end"])}
    because = way["because"][0 if _in_chinese() else 1]
    if way["closed"]:
        said = pgettext("readiness", "road %(start)s to %(end)s is closed%(why)s")
    elif because:
        said = pgettext("readiness", "road %(start)s to %(end)s is slow%(why)s")
    else:
        said = pgettext("readiness", "the way %(start)s to %(end)s takes %(n)s min")
    joint = "、" if _in_chinese() else ", "
    why = f": {joint.join(because[:3])}" if because else ""
    return said % {**ends, "why": why, "n": round(way["minutes"])}


def _pool(pool: Facts, thing: Thing) -> str:
    name = thing.zh if _in_chinese() else thing.en
    there = pool["own"] + sum(pool["promised"])
    short = pool["wanted"] - there
    if short > 0:
        said = pgettext("readiness", "%(short)s of %(wanted)s short: %(thing)s%(source)s")
    elif pool["promised"]:
        said = pgettext("readiness", "%(thing)s hangs on what neighbours promise%(source)s")
    else:
        said = pgettext("readiness", "%(thing)s is just enough: %(there)s for %(wanted)s")
    source = f" ({regions.name(pool['source'])})" if pool["source"] else ""
    return said % {
        "short": short,
        "wanted": pool["wanted"],
        "there": there,
        "thing": name,
        "source": source,
    }


def _keyed(parts: list[Facts], key: str) -> Facts:
    return next(part for part in parts if part["key"] == key)


def _name(part: Facts, field: str) -> str:
    zh, en = part[field], part[f"{field}_en"]
    return str(zh if _in_chinese() or not en else en)


def _in_chinese() -> bool:
    return not is_english()
