"""What waited for the reader's decision at a past moment, to be looked at only."""

from datetime import datetime

from django.utils.translation import gettext as _

from command.board.cards import UNRATED, Decision
from command.board.selectors.incidents import DRILL_MARK
from command.board.selectors.lending import LENDING, held
from command.board.selectors.picture import Picture, View
from command.board.selectors.sight import Sight
from command.core import regions
from command.core.policies import COMMANDING
from command.core.tongues import is_english
from incidents.warnings.selectors import obligations_held
from incidents.warnings.words import colour
from incidents.words import level
from resources.lifecycle import RequestStatus


def decisions_at(sight: Sight, shown: Picture) -> tuple[Decision, ...]:
    """Return what waited then for the duties that the reader holds now. Few queries."""
    commands = held(sight, COMMANDING)
    found = [*_responses(sight, shown, commands), *_requests(sight, shown)]
    found += [_transfer(shown, v) for v in shown.things["command_offer"] if v["to"] in commands]
    found += _duties(sight, shown.at)
    if sight.city:
        running = {v["id"] for v in shown.incidents if sight.city in _cities(v)}
        found = [decision for decision in found if decision.incident in running]
    return tuple(sorted(found, key=lambda decision: decision.asked_at))


def _responses(sight: Sight, shown: Picture, mine: list[str]) -> list[Decision]:
    person = sight.person
    return [
        _decision(
            shown,
            view,
            kind="response",
            title=_("%(where)s: activate response level %(level)s")
            % {"where": regions.name(view["jurisdiction"]), "level": level(view["level"])},
            asker=view["proposed_by_name"] or _("the system"),
            at=view["asked_at"],
            basis=view["matter"],
            signed=len(view["signed"]),
            needed=view["needed"],
        )
        for view in shown.things["proposal"]
        if view["state"] == "pending"
        and view["proposed_by"] != str(person.pk)
        and person.name not in view["signed"]
        and any(regions.covers(code, view["jurisdiction"]) for code in mine)
    ]


def _requests(sight: Sight, shown: Picture) -> list[Decision]:
    own = sight.person.origin
    if not any(regions.covers(code, own) for code in held(sight, LENDING)):
        return []
    chinese = not is_english()
    return [
        _decision(
            shown,
            view,
            kind="request",
            title=_("%(asker)s asks %(lender)s for %(n)d %(unit)s: %(thing)s")
            % {
                "asker": regions.name(view["origin"]),
                "lender": regions.name(own),
                "n": view["open"],
                "unit": _("teams")
                if view["is_team"]
                else view["unit_zh" if chinese else "unit_en"],
                "thing": view["name_zh" if chinese else "name_en"],
            },
            asker=view["number"],
            at=view["requested_at"],
            basis=view["place"],
        )
        for view in shown.things["request"]
        if own in view["awaiting"]
        and view["status"] in {RequestStatus.OPEN, RequestStatus.ANSWERED}
    ]


def _transfer(shown: Picture, view: View) -> Decision:
    return _decision(
        shown,
        view,
        kind="transfer",
        title=_("Take over command: %(title)s")
        % {"title": view["incident_title"].removeprefix(DRILL_MARK)},
        asker=regions.name(view["by"]),
        at=view["at"],
        basis=_("offered to %(to)s") % {"to": regions.name(view["to"])},
    )


def _duties(sight: Sight, at: datetime) -> list[Decision]:
    """Return what grave warnings obliged the reader to decide."""
    return [
        Decision(
            kind="obligation",
            key=str(state.pk),
            incident=str(state.incident_id or state.obligation.incident_id or ""),
            level=UNRATED,
            title=_("%(where)s: respond to the %(colour)s warning?")
            % {
                "where": regions.name(state.obligation.jurisdiction_id),
                "colour": colour(state.obligation.level),
            },
            asker=state.obligation.warning.unit_name,
            asked_at=state.obligation.started_at,
            basis=f"{state.obligation.matter} · {state.obligation.basis}",
            may_decline=False,
            is_seen=True,
        )
        for state in obligations_held(sight.person, at)
    ]


def _decision(
    shown: Picture,
    view: View,
    *,
    kind: str,
    title: str,
    asker: str,
    at: str,
    basis: str,
    signed: int = 0,
    needed: int = 1,
) -> Decision:
    incident = next((v for v in shown.incidents if v["id"] == view["incident"]), None)
    return Decision(
        kind=kind,
        key=view["id"],
        incident=view["incident"] or "",
        level=(incident["grade"] if incident else None) or UNRATED,
        title=title,
        asker=asker,
        asked_at=datetime.fromisoformat(at),
        basis=basis,
        signed=signed,
        needed=needed,
        may_decline=False,
        is_seen=True,
    )


def _cities(view: View) -> set[str]:
    return {view["city"], *view["shared_with"]}
