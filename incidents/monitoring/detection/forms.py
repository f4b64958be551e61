"""The form of a rule and of a version of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Person, Region
from command.core.policies import scopes_of
from command.core.tongues import of_reader
from incidents import words
from incidents.monitoring.detection.actions import Aim
from incidents.monitoring.detection.drafts import NOTE, TIMELESS, Draft
from incidents.monitoring.detection.fields import (
    FIRSTS,
    MEMBERS,
    MINUTE,
    day,
    fields_of,
    filled_from,
    number,
    parameters_from,
    stream,
)
from incidents.monitoring.detection.lifecycle import Kind, Scope
from incidents.monitoring.detection.models import AlarmRule, AlarmRuleVersion
from incidents.monitoring.models import Datastream, ObservedProperty
from incidents.monitoring.selectors import streams

LEVELS = [(level, words.level(level)) for level in (1, 2, 3, 4)]
WAYS = [Scope.STREAM, Scope.PROPERTY, Scope.EVERY]


class RuleForm(forms.Form):
    """How a rule judges; for a new one also what it is called and what it watches."""

    firsts = FIRSTS

    def __init__(
        self,
        given: Any,
        *,
        person: Person,
        kind: str,
        rule: AlarmRule | None = None,
        instead: str = "",
    ) -> None:
        """Make the fields of this kind of rule; ``instead`` as in ``Aim``."""
        super().__init__(given)
        self.kind, self.rule, self.person, self.instead = kind, rule, person, instead
        self.aiming = [] if rule else self._aim()
        self.ringing = self._add(fields_of(kind))
        self.judging = self._add(self._judging())
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("id", f"f-{name}")

    def fill(self, version: AlarmRuleVersion) -> None:
        """Show a version, to begin the next with."""
        self.initial = {
            **filled_from(self.kind, version.parameters),
            "level": version.level,
            "margin": version.margin,
            "for_min": version.for_s / MINUTE,
            "season_from": version.season_from,
            "season_to": version.season_to,
        }
        for n, one in enumerate(version.parameters.get("members", [])[:MEMBERS], 1):
            side = "below" if "below" in one else "above"
            row = streams(self.person).filter(pk=one["stream"]).first()
            self.initial |= {
                f"m{n}_stream": label_of(row) if row else "",
                f"m{n}_side": side,
                f"m{n}_limit": one[side],
            }

    def draft(self) -> Draft:
        """Return what was said of how to judge. Raises ``Invalid``."""
        given = self.cleaned_data
        return Draft(
            level=int(given["level"]),
            parameters=parameters_from(self.kind, given, self._members()),
            margin=given.get("margin"),
            for_s=int((given.get("for_min") or 0) * MINUTE),
            season_from=given["season_from"],
            season_to=given["season_to"],
            note=given["note"],
        )

    def aim(self) -> Aim:
        """Return what the rule is for. Raises ``Invalid``."""
        given = self.cleaned_data
        if self.kind == Kind.COMBINED:
            return Aim(self.kind, Scope.SEVERAL)
        scope = given["scope"]
        return Aim(
            self.kind,
            scope,
            region=given["region"],
            stream_id=self.stream("stream").id if scope == Scope.STREAM else None,
            observed_id=UUID(given["observed"]) if given["observed"] else None,
            instead=self.instead,
        )

    def stream(self, field: str) -> Datastream:
        """Return the stream that a field names. Raises ``Invalid`` with the field."""
        station, _slash, key = self.cleaned_data[field].split(" ")[0].partition("/")
        rows = streams(self.person).filter(station__code=station, key=key)
        found = rows.order_by(F("exercise").asc(nulls_first=True), "pk").first()
        if found is None:
            raise Invalid(_("There is no such stream; choose one from the list."), field=field)
        return found

    def _members(self) -> list[dict[str, Any]]:
        if self.kind != Kind.COMBINED:
            return []
        given = self.cleaned_data
        return [
            {
                "stream": str(self.stream(f"m{n}_stream").id),
                given[f"m{n}_side"]: given[f"m{n}_limit"],
            }
            for n in range(1, MEMBERS + 1)
            if given[f"m{n}_stream"].strip()
        ]

    def _add(self, made: dict[str, forms.Field]) -> list[str]:
        self.fields |= made
        return list(made)

    def _aim(self) -> list[str]:
        made: dict[str, forms.Field] = {
            "name_zh": forms.CharField(label=_("Name (Chinese)"), max_length=60),
            "name_en": forms.CharField(
                label=_("Name (English)"), max_length=80, required=False
            ),
        }
        if self.kind != Kind.COMBINED:
            choices = [(scope.value, scope.label) for scope in WAYS]
            quantities = ObservedProperty.objects.filter(exercise__isnull=True)
            made |= {
                "scope": forms.ChoiceField(label=_("Watches"), choices=choices),
                "stream": stream(_("Stream, if it is one"), required=False),
                "observed": forms.ChoiceField(
                    label=_("Quantity, if it is every stream of one"),
                    required=False,
                    choices=[("", "-")]
                    + [(str(q.pk), of_reader(q.name_zh, q.name_en)) for q in quantities],
                ),
                "region": forms.ChoiceField(
                    label=_("In the territory of"), choices=self._territories()
                ),
            }
        return self._add(made)

    def _territories(self) -> list[tuple[str, str]]:
        scopes = scopes_of(self.person)
        codes = Region.objects.order_by("code").values_list("code", flat=True)
        mine = [code for code in codes if any(regions.covers(s, code) for s in scopes)]
        if regions.REGION in scopes and regions.REGION not in mine:
            mine.insert(0, regions.REGION)
        return [(code, regions.name(code)) for code in mine]

    def _judging(self) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {
            "level": forms.ChoiceField(label=_("Level of the alarm"), choices=LEVELS, initial=3)
        }
        if self.kind not in TIMELESS:
            made["for_min"] = forms.FloatField(
                label=_("For at least (minutes)"), initial=0, min_value=0, max_value=527040
            )
            made["margin"] = number(
                _("Over only when so far back"),
                required=False,
                help_text=_("empty: the margin kept with the stream"),
            )
        made["season_from"] = day(_("Only in a season: first day"))
        made["season_to"] = day(_("last day"))
        made["note"] = forms.CharField(
            label=_("Why, on what ground"), required=False, max_length=NOTE
        )
        return made


def label_of(row: Datastream) -> str:
    """Return how a stream is named in a field."""
    place = of_reader(row.station.name_zh, row.station.name_en)
    return f"{row.station.code}/{row.key} {place} {of_reader(row.name, row.name_en)}"
