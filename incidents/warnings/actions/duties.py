"""Starting and ending the duty to decide; parts of the doors, never doors themselves."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from command.core import journal, regions
from command.core.events import Event
from command.core.models import Person
from command.core.policies import Post
from command.core.rooms import inbox_room
from incidents.models import ResponseState
from incidents.warnings import events, folds, words
from incidents.warnings.actions.tell import duty_room
from incidents.warnings.lifecycle import Duty, Handling
from incidents.warnings.models import (
    MeasureRule,
    Obligation,
    ObligationRule,
    ObligationState,
    PublicWarning,
    WarningVersion,
)
from incidents.warnings.selectors import ObligationCard, obligations, on_duty

MOST_MEASURES = 2000  # characters, as a response holds
DAY = timedelta(days=1)


def start(warning: PublicWarning, version: WarningVersion, actor: Person | None) -> None:
    """Oblige every covered jurisdiction of which a rule speaks, unless it responds already."""
    if version.handling not in {Handling.ACTUAL, Handling.EXERCISE}:
        return
    if (version.handling == Handling.EXERCISE) != (warning.exercise_id is not None):
        return  # A drill of somebody else obliges nobody here.
    for code in version.regions:
        rule = _rule(code, version.level)
        if rule is None or not regions.known(code) or _responds(warning, code, rule):
            continue
        if not _superseded(warning, code, version, actor):
            _begin(warning, version, code, rule, actor)


def adjust(warning: PublicWarning, version: WarningVersion, actor: Person | None) -> None:
    """Start what an update newly asks for; end what it no longer asks for."""
    for state in _open(warning):
        code = state.obligation.jurisdiction_id
        if code not in version.regions or _rule(code, version.level) is None:
            _end(state, actor, version.sent_at, _("the warning was adjusted"))
    start(warning, version, actor)


def lapse(warning: PublicWarning, actor: Person | None, at: datetime, reason: str) -> None:
    """End what is still open: the warning no longer stands."""
    for state in _open(warning):
        _end(state, actor, at, reason)


def record(
    event: Event, state: ObligationState, actor: Person | None, at: datetime,
    *, also: Iterable[str] = (),
) -> None:  # fmt: skip
    """Record a fact where the jurisdiction hears of it, and in further rooms."""
    card = ObligationCard.of(state.obligation, state)
    rooms = dict.fromkeys([state.obligation.room, *also])
    for room in rooms:
        journal.append(
            event,
            room=room,
            actor=actor,
            changed={f"obligation.{card.id}": asdict(card)},
            occurred_at=at,
        )


def about(obligation: Obligation) -> dict[str, object]:
    """Return what every fact about an obligation names."""
    return {
        "warning_id": str(obligation.warning_id),
        "headline": obligation.version.headline,
        "level": obligation.level,
        "obligation_id": str(obligation.pk),
        "jurisdiction": obligation.jurisdiction_id,
    }


def inboxes(code: str, posts: Iterable[str], exercise: object) -> list[str]:
    """Return the inboxes of those who hold a post over exactly a region."""
    found = {inbox_room(person.pk, exercise) for person in on_duty(code, posts)}  # type: ignore[arg-type]  # a UUID or none
    return sorted(found)


def _begin(
    warning: PublicWarning,
    version: WarningVersion,
    code: str,
    rule: ObligationRule,
    actor: Person | None,
) -> None:
    minute = timedelta(minutes=1)
    if warning.exercise is not None:
        minute /= warning.exercise.speed  # in an exercise time runs faster
    began = version.sent_at
    until = version.expires_at or began + DAY
    obligation = Obligation(
        warning=warning,
        version=version,
        incident=warning.incident,
        jurisdiction_id=code,
        level=rule.level,
        room=duty_room(warning, code),
        rule=rule.code,
        basis=rule.basis,
        started_at=began,
        due_at=began + rule.minutes * minute,
        commander_at=began + rule.commander_after * minute,
        superior_at=began + rule.superior_after * minute,
        suggested_level=rule.suggested_level,
        matter=_matter(warning, version),
        measures=_measures(code, version.level or 0),
        expected_until=until if until > began else began + DAY,
    )
    obligation.save(force_insert=True)
    state = folds.OBLIGATION.begin(obligation)
    desk = inboxes(code, {Post.DUTY_OFFICER}, obligation.exercise_id)
    journal.hold(obligation.room, *desk)
    event = events.ObligationStarted(
        **about(obligation),  # type: ignore[arg-type]  # plain values by name
        suggested_level=rule.suggested_level,
        due_at=obligation.due_at.isoformat(),
    )
    record(event, state, actor, began, also=desk)


def _rule(code: str, level: int | None) -> ObligationRule | None:
    rules = ObligationRule.in_force.of(regions.city_of(code))
    return next((rule for rule in rules if rule.level == level), None)


def _responds(warning: PublicWarning, code: str, rule: ObligationRule) -> bool:
    if warning.incident_id is None:
        return False
    key = ResponseState.key(warning.incident_id, code)
    return ResponseState.objects.filter(pk=key, level__lte=rule.suggested_level).exists()


def _superseded(
    warning: PublicWarning, code: str, version: WarningVersion, actor: Person | None
) -> bool:
    """Return whether the duty stands already; end it when the new level is graver."""
    before = obligations().filter(obligation__warning=warning, obligation__jurisdiction=code)
    for state in before.order_by("-obligation__started_at"):
        if state.obligation.level <= (version.level or 0) and state.status != Duty.LAPSED:
            return True
        if state.status == Duty.OPEN:
            _end(state, actor, version.sent_at, _("a graver warning has followed"))
    return False


def _open(warning: PublicWarning) -> list[ObligationState]:
    rows = obligations().select_for_update(of=("self",))
    return list(rows.filter(obligation__warning=warning, status=Duty.OPEN).order_by("pk"))


def _end(state: ObligationState, actor: Person | None, at: datetime, reason: str) -> None:
    at = max(at, state.updated_at)
    data = {"status": Duty.LAPSED.value, "reason": reason}
    folds.OBLIGATION.add(state, folds.DECIDED, actor=actor, occurred_at=at, data=data)
    state.decided_by = actor
    event = events.ObligationLapsed(**about(state.obligation), reason=reason)  # type: ignore[arg-type]  # as above
    record(event, state, actor, at)


def _matter(warning: PublicWarning, version: WarningVersion) -> str:
    event = warning.event_type.name_zh if warning.event_type else warning.event_text
    return f"{event}{words.COLOURS_ZH[version.level or 4]}预警"


def _measures(code: str, level: int) -> str:
    rules = MeasureRule.in_force.of(regions.city_of(code))
    grave = level in {1, 2}
    items = [rule.text_zh for rule in rules if grave or not rule.grave_only]
    lines = "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
    return lines[:MOST_MEASURES] or _("as the plan says")
