"""Rules that raise alarms, for machines."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.monitoring.detection import selectors
from incidents.monitoring.detection.actions import Aim, revise_rule, switch_rule, write_rule
from incidents.monitoring.detection.api import serializers as shapes
from incidents.monitoring.detection.drafts import Draft
from incidents.monitoring.detection.models import AlarmRule
from incidents.monitoring.detection.parse import terms_of
from incidents.monitoring.detection.selectors.dry import dry_run
from incidents.monitoring.detection.selectors.listing import versions_of

DRAFT = ("level", "parameters", "margin", "for_s", "season_from", "season_to", "note")


class AlarmRules(ApiView):
    """``/api/alarm-rules/``."""

    @extend_schema(responses=shapes.AlarmRuleAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the rules the person may see."""
        rules = selectors.rules_of(request.user).select_related("observed")
        return Response([asdict(card) for card in selectors.rule_cards(rules)])

    @extend_schema(request=shapes.AlarmRuleInput, responses={201: shapes.AlarmRuleAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Write a rule; it judges from now on."""
        given = self.read(shapes.AlarmRuleInput)
        rule = write_rule(
            actor=request.user,
            name_zh=given["name_zh"],
            name_en=given["name_en"],
            aim=Aim(
                given["kind"],
                given["scope"],
                region=given["region"],
                stream_id=given["stream"],
                observed_id=given["observed"],
                instead=given["instead"],
            ),
            draft=_draft(given),
        )
        return Response(_card(rule), status=HTTP_201_CREATED)


class OneAlarmRule(ApiView):
    """``/api/alarm-rules/<id>/``."""

    @extend_schema(responses=shapes.AlarmRuleAnswer)
    def get(self, request: PersonRequest, rule_id: UUID) -> Response:
        """Return a rule with its newest version."""
        return Response(_card(selectors.rule_seen(rule_id, request.user)))


class AlarmRuleVersions(ApiView):
    """``/api/alarm-rules/<id>/versions/``."""

    @extend_schema(request=shapes.RuleVersionInput, responses={201: shapes.AlarmRuleAnswer})
    def post(self, request: PersonRequest, rule_id: UUID) -> Response:
        """Let a rule judge in another way from now on, or from a later time."""
        given = self.read(shapes.RuleVersionInput)
        revise_rule(
            actor=request.user,
            rule_id=rule_id,
            draft=_draft(given),
            from_at=given.get("from_at"),
            based_on=given.get("based_on"),
        )
        rule = selectors.rule_seen(rule_id, request.user)
        return Response(_card(rule), status=HTTP_201_CREATED)


class AlarmRuleSwitch(ApiView):
    """``/api/alarm-rules/<id>/switch/``."""

    @extend_schema(request=shapes.RuleSwitchInput, responses=shapes.AlarmRuleAnswer)
    def post(self, request: PersonRequest, rule_id: UUID) -> Response:
        """Switch a rule on or off; off, it ends what stands by it."""
        given = self.read(shapes.RuleSwitchInput)
        return Response(_card(switch_rule(actor=request.user, rule_id=rule_id, **given)))


class AlarmRuleRehearsal(ApiView):
    """``/api/alarm-rules/<id>/rehearsal/``."""

    @extend_schema(parameters=[shapes.RehearsalQuery], responses=shapes.RehearsalAnswer)
    def get(self, request: PersonRequest, rule_id: UUID) -> Response:
        """Return what a rule would have raised at the streams the person may see."""
        rule = selectors.rule_seen(rule_id, request.user)
        given = self.read_query(shapes.RehearsalQuery)
        terms, end = terms_of(versions_of(rule)[0]), now()
        streams = selectors.watched(request.user, rule, terms)
        run = dry_run(terms, streams, end - timedelta(days=given["days"]), end)
        told = {name: getattr(run, name) for name in ("count", "streams", "looked", "readings")}
        episodes = [
            {"stream": str(e.stream.pk), "begins": e.begins, "ends": e.ends, "value": e.value}
            for e in run.episodes
        ]
        return Response({**told, "episodes": episodes})


def _draft(given: dict[str, Any]) -> Draft:
    return Draft(**{name: given[name] for name in DRAFT})


def _card(rule: AlarmRule) -> dict[str, Any]:
    [card] = selectors.rule_cards([rule])
    return asdict(card)
