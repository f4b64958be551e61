"""What the pages of reports show; the views only read input and answer."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from command.core import regions
from command.core.ids import new_id
from command.core.models import Duty, Person
from command.core.policies import COMMANDING, DESK, holds
from incidents.documents import Facts, Heading, Paper, Table, Text
from incidents.figures import FIGURES
from incidents.joint.selectors.operations import operations_of
from incidents.lifecycle import ENDED
from incidents.models import Incident
from incidents.reports import words
from incidents.reports.lifecycle import FROZEN, UPWARDS, Kind, Status
from incidents.reports.models import Report, ReportState
from incidents.reports.paper import paper_of
from incidents.reports.prefill import measures_of
from incidents.reports.rights import WRITING
from incidents.reports.selectors import (
    ReportCard,
    card_of,
    clocks_of,
    clocks_waiting,
    content_of,
    filled_share,
    missing,
    phones_of,
    reports_of,
    visible_reports,
    waiting_for,
)
from incidents.reports.selectors.content import FIGURE
from incidents.reports.selectors.course import places
from incidents.reports.selectors.diff import compared, versions
from incidents.reports.selectors.reports import is_inside
from incidents.reports.selectors.sitreps import running_of
from incidents.selectors import visible_to

Context = dict[str, Any]
SENT_SHOWN = 60
BESIDE = 30  # incidents offered to be in the same situation report
STEPS: tuple[tuple[Status, Any], ...] = (
    (Status.DRAFT, pgettext_lazy("report step", "Draft")),
    (Status.IN_REVIEW, pgettext_lazy("report step", "Review")),
    (Status.REVIEWED, pgettext_lazy("report step", "Sign")),
    (Status.SIGNED, pgettext_lazy("report step", "Send")),
    (Status.SENT, pgettext_lazy("report step", "Acknowledge")),
)


def desk(person: Person, kind: str = "") -> Context:
    """Return what the desk of reports shows: clocks first, then what waits for the person."""
    rows = visible_reports(person)
    if kind in Kind.values:
        rows = rows.filter(report__kind=kind)
    cards = [card_of(row) for row in rows[:300]]
    lists = waiting_for(person, cards)
    lists["sent"] = lists["sent"][:SENT_SHOWN]
    return {
        "clocks": clocks_waiting(person),
        "lists": lists,
        "kinds": Kind.choices,
        "kind": kind,
    }


def room(incident: Incident, person: Person) -> Context:
    """Return what the tab of reports shows of an incident."""
    chain = places(incident)
    mine = [
        chain[level]
        for level in UPWARDS[:3]
        if level in chain
        and person.origin == regions.city_of(chain[level])
        and holds(person, WRITING, region=chain[level])
    ]
    cards = reports_of(incident, person)
    return {
        "clocks": clocks_of(incident),
        "reports": cards,
        "phones": phones_of(incident),
        "schedules": running_of(incident, person),
        "senders": [(code, words.place(code)) for code in mine],
        "uppers": [(chain[k], words.place(chain[k])) for k in UPWARDS[1:] if k in chain],
        "kinds": _kinds(cards, mine),
        "first": bool(mine) and not _has_initial(cards, mine),
        "operations": [
            card for card in operations_of(incident.pk, person) if card.status == "open"
        ],
        "beside": _beside(incident, person) if mine else [],
        "posts": Duty.Post.choices[:6],
        "cities": [(code, words.place(code)) for code in (*regions.CITIES, regions.REGION)],
        "key": new_id(),
    }


def _beside(incident: Incident, person: Person) -> list[Incident]:
    """Return the running incidents of the same world that a report may also be over."""
    rows = visible_to(person).filter(exercise=incident.exercise_id).exclude(pk=incident.pk)
    return list(rows.exclude(state__status__in=ENDED).order_by("-occurred_at", "pk")[:BESIDE])


def _kinds(cards: list[ReportCard], mine: list[str]) -> list[tuple[str, str]]:
    begun = _has_initial(cards, mine)
    wanted = [k for k in Kind if k is not Kind.SITUATION and (begun or k is Kind.INITIAL)]
    return [(k.value, str(k.label)) for k in wanted if not (begun and k is Kind.INITIAL)]


def _has_initial(cards: list[ReportCard], mine: list[str]) -> bool:
    return any(card.kind == Kind.INITIAL and card.sender in mine for card in cards)


def editor(state: ReportState, person: Person) -> Context:
    """Return what the page of one report shows."""
    report = state.report
    views = content_of(state, person)
    return {
        "report": card_of(state),
        "state": state,
        "fields": views,
        "lacking": missing(views),
        "share": filled_share(views),
        "editable": state.status == Status.DRAFT and _may_write(person, report),
        "measures": measures_of(report.incident) if state.status == Status.DRAFT else [],
        "versions": versions(state)[:40],
        "returns": ("return-review", "return-sign"),
        "stated_versions": {
            name.removeprefix(FIGURE): kept["version"]
            for name, kept in state.fields.items()
            if name.startswith(FIGURE)
        },
        "figure_names": [(key, figure.label) for key, figure in FIGURES.items()],
        "key": new_id(),
        **chain_of(state, person),
        **preview(state, person),
    }


def chain_of(state: ReportState, person: Person) -> Context:
    """Return the chain of signatures, the clock of the report, and what may be done next."""
    report, card = state.report, card_of(state)
    order = [step for step, _name in STEPS]
    reached = order.index(Status(state.status)) if state.status in order else len(order)
    who = (
        card.author_name,
        card.reviewer_name,
        card.signer_name,
        words.place(report.sender_id),
        card.to,
    )
    steps = [
        {
            "name": str(name),
            "who": who[n],
            "done": n < reached,
            "here": n == reached,
        }
        for n, (_status, name) in enumerate(STEPS)
    ]
    mine = [c for c in clocks_of(report.incident) if c.sender == report.sender_id]
    clocks = [c for c in mine if c.to in report.addressees and c.kind == report.kind]
    return {
        "report": card,
        "state": state,
        "steps": steps,
        "clocks": clocks,
        "acts": acts(state, person),
        "missing": _names(missing(content_of(state))) if state.status == "draft" else "",
    }


def acts(state: ReportState, person: Person) -> set[str]:
    """Return what a person may do next with a report; the doors ask again."""
    report = state.report
    own = person.origin == report.origin
    desk = own and holds(person, DESK, region=report.sender_id)
    found: set[str] = set()
    match state.status:
        case Status.DRAFT if _may_write(person, report):
            found = {"submit"}
        case Status.IN_REVIEW if desk:
            found = {"pass", "return-review"}
        case Status.REVIEWED if own and holds(person, COMMANDING, region=report.sender_id):
            found = {"sign", "return-sign"}
        case Status.SIGNED if desk:
            found = {"send"}
    if "acknowledge" in _receiving(state, person):
        found.add("acknowledge")
    return found


def _receiving(state: ReportState, person: Person) -> set[str]:
    lists = waiting_for(person, [card_of(state)])
    return {"acknowledge"} if lists["acknowledge"] else set()


def preview(state: ReportState, person: Person, against: str = "") -> Context:
    """Return the paper as the page draws it, and what changed against another version."""
    paper = paper_of(state, person)
    changes = compared(state, content_of(state, person), against) if against else []
    return {
        "paper": paper,
        "blocks": [(_named(block), block) for block in paper.blocks],
        "against": against,
        "changes": changes,
        "state": state,
        "report": card_of(state),
        "frozen": state.status in FROZEN,
    }


def _named(block: Any) -> str:
    return {Heading: "heading", Text: "text", Facts: "facts", Table: "table"}.get(
        type(block), ""
    )


def _names(views: list[Any]) -> str:
    return _(", ").join(view.label for view in views)


def _may_write(person: Person, report: Report) -> bool:
    own = person.origin == regions.city_of(report.sender_id)
    return own and holds(person, WRITING, region=report.sender_id)


__all__ = ["Paper", "chain_of", "desk", "editor", "is_inside", "preview", "room"]
