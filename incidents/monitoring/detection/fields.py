"""The fields of a rule's form, kind by kind, and what they mean as parameters."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.monitoring.detection.lifecycle import Kind

MEMBERS = 6
SEASONS = 2
MINUTE, HOUR = 60, 3600
# Fields that begin a line of the form.
FIRSTS = {
    *(f"s{n}_from" for n in range(1, SEASONS + 1)),
    *(f"m{n}_stream" for n in range(1, MEMBERS + 1)),
    "cause_key",
}
DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
SIDES = [("above", _("at or above")), ("below", _("at or below"))]
Given = Mapping[str, Any]


def fields_of(kind: str) -> dict[str, forms.Field]:
    """Return the fields that say when a rule of this kind rings."""
    return {
        Kind.STAGE: _stage,
        Kind.THRESHOLD: _threshold,
        Kind.RATE: _rate,
        Kind.SILENCE: _silence,
        Kind.FROZEN: _frozen,
        Kind.COMBINED: _combined,
    }[Kind(kind)]()


def number(label: Any, *, required: bool = True, help_text: Any = "") -> forms.FloatField:
    """Return a field for a number."""
    return forms.FloatField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
    )


def day(label: Any) -> forms.RegexField:
    """Return a field for a day of the year."""
    return forms.RegexField(
        f"^{DAY}$",
        label=label,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "11-15", "class": "num"}),
        error_messages={"invalid": _("A day is written as month-day: 11-15.")},
    )


def stream(label: Any, *, required: bool) -> forms.CharField:
    """Return a field for a stream, by the codes of station and quantity."""
    attrs = {"list": "streams", "autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(
        label=label, required=required, max_length=120, widget=forms.TextInput(attrs=attrs)
    )


def parameters_from(kind: str, given: Given, members: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what was filled in as the parameters of this kind of rule."""
    if kind == Kind.STAGE:
        return {"stage": given["stage"]}
    if kind == Kind.THRESHOLD:
        seasons = [
            {
                "from": given[f"s{n}_from"],
                "to": given[f"s{n}_to"],
                given["side"]: given[f"s{n}_limit"],
            }
            for n in range(1, SEASONS + 1)
            if any(given[f"s{n}_{name}"] not in {"", None} for name in ("from", "to", "limit"))
        ]
        return {given["side"]: given["limit"], **({"seasons": seasons} if seasons else {})}
    if kind == Kind.RATE:
        return {
            "per_hour": given["per_hour"],
            "falling": given["direction"] == "falling",
            "window_s": given["window_min"] * MINUTE,
        }
    if kind == Kind.SILENCE:
        if given["of"] == "intervals":
            return {"intervals": given["amount"]}
        return {"seconds": given["amount"] * MINUTE}
    if kind == Kind.FROZEN:
        return {"seconds": given["hours"] * HOUR, "tolerance": given["tolerance"]}
    return {"n": given["n"], "members": members, "cause_key": given["cause_key"].strip()}


def filled_from(kind: str, parameters: Given) -> dict[str, Any]:
    """Return parameters as the form takes them; of a combination all but its streams."""
    told = dict(parameters)
    if kind == Kind.THRESHOLD:
        side = "below" if "below" in told else "above"
        filled = {"side": side, "limit": told[side]}
        for n, one in enumerate(told.get("seasons", [])[:SEASONS], 1):
            limit = one.get("below", one.get("above"))
            filled |= {f"s{n}_from": one["from"], f"s{n}_to": one["to"], f"s{n}_limit": limit}
        return filled
    if kind == Kind.RATE:
        direction = "falling" if told.get("falling") else "rising"
        window = told.get("window_s", HOUR) / MINUTE
        return {
            "per_hour": told.get("per_hour"),
            "direction": direction,
            "window_min": int(window),
        }
    if kind == Kind.SILENCE:
        if "intervals" in told:
            return {"of": "intervals", "amount": told["intervals"]}
        return {"of": "minutes", "amount": told["seconds"] / MINUTE}
    if kind == Kind.FROZEN:
        return {"hours": told["seconds"] / HOUR, "tolerance": told.get("tolerance", 0)}
    return told


def _stage() -> dict[str, forms.Field]:
    stages = [
        ("warning", pgettext_lazy("stage", "warning stage")),
        ("guarantee", pgettext_lazy("stage", "guaranteed stage")),
    ]
    return {"stage": forms.ChoiceField(label=_("Stage kept with the stream"), choices=stages)}


def _threshold() -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {
        "side": forms.ChoiceField(label=_("Rings"), choices=SIDES),
        "limit": number(_("Limit")),
    }
    for n in range(1, SEASONS + 1):
        made[f"s{n}_from"] = day(_("Season %(n)d: first day") % {"n": n})
        made[f"s{n}_to"] = day(_("last day"))
        made[f"s{n}_limit"] = number(_("limit in this season"), required=False)
    return made


def _rate() -> dict[str, forms.Field]:
    ways = [("rising", _("rises")), ("falling", _("falls"))]
    own = _("empty: the limit kept with the stream")
    return {
        "direction": forms.ChoiceField(label=_("Rings when it"), choices=ways),
        "per_hour": number(_("by more than, per hour"), required=False, help_text=own),
        "window_min": forms.IntegerField(
            label=_("Told over (minutes)"), initial=60, min_value=1, max_value=7 * 1440
        ),
    }


def _silence() -> dict[str, forms.Field]:
    units = [("intervals", _("intervals of the stream")), ("minutes", _("minutes"))]
    return {
        "amount": number(_("Rings after")),
        "of": forms.ChoiceField(label=_("without a word, counted in"), choices=units),
    }


def _frozen() -> dict[str, forms.Field]:
    return {
        "hours": number(_("Rings after this many hours")),
        "tolerance": number(_("without a change of more than")),
    }


def _combined() -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {
        "n": forms.IntegerField(
            label=_("Rings when so many are over"), initial=2, min_value=1, max_value=MEMBERS
        )
    }
    for n in range(1, MEMBERS + 1):
        made[f"m{n}_stream"] = stream(_("Stream %(n)d") % {"n": n}, required=n <= 2)
        made[f"m{n}_side"] = forms.ChoiceField(label=_("rings"), choices=SIDES)
        made[f"m{n}_limit"] = number(_("Limit %(n)d") % {"n": n}, required=n <= 2)
    made["cause_key"] = forms.CharField(
        label=_("Common cause"),
        required=False,
        max_length=60,
        help_text=_("alarms of one cause are shown as one"),
    )
    return made
