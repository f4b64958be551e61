"""Writing rules, changing how they judge, switching them on and off."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Conflict, NotPermitted, NotThere
from command.core.events import Event
from command.core.models import Person
from command.core.policies import require
from incidents.actions.judge import said
from incidents.monitoring.detection.actions import judge
from incidents.monitoring.detection.actions.judge import Aim
from incidents.monitoring.detection.actions.settle import settle
from incidents.monitoring.detection.drafts import Draft
from incidents.monitoring.detection.events import (
    AlarmRuleRevised,
    AlarmRuleSwitched,
    AlarmRuleWritten,
)
from incidents.monitoring.detection.lifecycle import Kind
from incidents.monitoring.detection.models import AlarmRule, AlarmRuleVersion, RuleState
from incidents.monitoring.detection.rights import RULING
from incidents.monitoring.detection.selectors import (
    changed_rule,
    rule_room,
    rules_of,
)

REASON = 200


@door
def write_rule(
    *, actor: Person | None, name_zh: str, aim: Aim, draft: Draft, name_en: str = ""
) -> AlarmRule:
    """Write a rule about alarms with its first version, which holds from now on.

    A rule about one stream, or several, is of their territory. Raises ``NotThere``,
    ``NotPermitted``, or ``Invalid`` with the field.
    """
    terms = draft.terms(aim.kind)
    stream = judge.stream_of(actor, aim, terms)
    region = judge.region_of(actor, aim, stream, terms)
    require(actor, RULING, to=_("write a rule about alarms"), region=region)
    judge.members(actor, terms, region, stream)
    judge.not_there_yet(aim, region, stream)
    at = now()
    rule = AlarmRule(
        code=aim.instead,
        name_zh=judge.short(said("name_zh", name_zh), 60, "name_zh"),
        name_en=judge.short(name_en.strip(), 80, "name_en"),
        kind=aim.kind,
        scope=aim.scope,
        region_id=region,
        datastream=stream,
        observed=judge.observed_of(aim),
        changed_at=at,
    )
    rule.save(force_insert=True)
    _version(rule, 1, draft, at, actor)
    if stream is not None and rule.kind == Kind.COMBINED:
        RuleState.objects.create(rule=rule, datastream=stream)
    _tell(AlarmRuleWritten(**_named(rule), level=draft.level), rule, actor)
    return rule


@door
def revise_rule(
    *,
    actor: Person | None,
    rule_id: UUID,
    draft: Draft,
    from_at: datetime | None = None,
    based_on: int | None = None,
) -> AlarmRuleVersion:
    """Let a rule judge in another way, from now on or from a later time.

    What stands goes on standing until a reading ends it. ``based_on`` is the version that
    was seen. Raises ``NotThere``, ``NotPermitted``, ``Invalid`` with the field, or
    ``Conflict`` when somebody has changed it meanwhile.
    """
    rule = _own(actor, rule_id)
    terms = draft.terms(rule.kind, rule.id)
    judge.members(actor, terms, rule.region_id, rule.datastream)
    newest = rule.versions.first()
    before = newest.number if newest else 0
    if based_on is not None and based_on != before:
        raise Conflict(_("Somebody has changed this rule meanwhile. Look again."))
    at = now()
    version = _version(rule, before + 1, draft, max(from_at or at, at), actor)
    rule.changed_at = at
    rule.save(update_fields=["changed_at"])
    fact = AlarmRuleRevised(
        **_named(rule), number=version.number, level=version.level, note=version.note
    )
    _tell(fact, rule, actor)
    return version


@door
def switch_rule(
    *, actor: Person | None, rule_id: UUID, enabled: bool, reason: str
) -> AlarmRule:
    """Switch a rule on or off; off, it ends what stands by it.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when it is so already.
    """
    rule = _own(actor, rule_id)
    why = judge.short(said("reason", reason), REASON, "reason")
    if rule.enabled == enabled:
        raise Conflict(_("The rule is so already."))
    at = now()
    rule.enabled, rule.changed_at = enabled, at
    rule.save(update_fields=["enabled", "changed_at"])
    if not enabled:
        settle(rule, at, actor)
    _tell(AlarmRuleSwitched(**_named(rule), enabled=enabled, reason=why), rule, actor)
    return rule


def _own(actor: Person | None, rule_id: UUID) -> AlarmRule:
    rows = AlarmRule.objects if actor is None else rules_of(actor)
    rule = rows.select_for_update(of=("self",)).filter(pk=rule_id).first()
    if rule is None:
        raise NotThere(_("No such rule, or not visible to you."))
    require(actor, RULING, to=_("change a rule about alarms"), region=rule.region_id)
    if rule.origin != authority.current():
        raise NotPermitted(
            _("This rule is another authority's: %(who)s.") % {"who": regions.name(rule.origin)}
        )
    return rule


def _version(
    rule: AlarmRule, number: int, draft: Draft, from_at: datetime, actor: Person | None
) -> AlarmRuleVersion:
    version = AlarmRuleVersion(
        rule=rule,
        number=number,
        level=draft.level,
        parameters=dict(draft.parameters),
        margin=draft.margin,
        for_s=draft.for_s,
        season_from=draft.season_from or "",
        season_to=draft.season_to or "",
        from_at=from_at,
        made_at=now(),
        author=actor,
        note=draft.note.strip(),
    )
    version.save(force_insert=True)
    return version


def _named(rule: AlarmRule) -> dict[str, str]:
    return {"rule_id": str(rule.id), "name_zh": rule.name_zh, "name_en": rule.name_en}


def _tell(fact: Event, rule: AlarmRule, actor: Person | None) -> None:
    changed = {ref: asdict(card) for ref, card in changed_rule(rule).items()}
    journal.append(fact, room=rule_room(rule), actor=actor, changed=changed)
