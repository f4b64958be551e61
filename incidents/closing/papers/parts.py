"""The parts that several papers share: figures, responses, forces, tasks."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from incidents import words
from incidents.closing.papers.course import MOST_LINES, Course, amount, both, clock
from incidents.closing.words import state
from incidents.documents import Block, Facts, Heading, Table, Text
from incidents.figures import FIGURES
from incidents.lifecycle import Status
from incidents.selectors import figures_of

# The states of tasks, as their cards tell them, in which nothing is left to do.
OVER = frozenset({"completed", "verified", "cancelled"})


def about(course: Course) -> Facts:
    """Return what an incident is, where and since when."""
    incident, card = course.incident, course.card
    place = " ".join(filter(None, [regions.name(incident.region_id), incident.place]))
    return Facts(
        (
            (_("Incident"), incident.title),
            (pgettext("paper", "Kind of event"), f"{incident.event_type.name}"),
            (_("Occurred"), clock(incident.occurred_at)),
            (_("Reported"), clock(incident.reported_at)),
            (_("Place"), place),
            (_("Status"), str(Status(card["status"]).label)),
            (pgettext("paper", "Event grade"), words.grade(card["grade"])),
            (_("Lead authority"), regions.name(card["lead_authority"])),
        )
    )


def figures(course: Course) -> list[Block]:
    """Return the latest figures with their sources; what sources dispute stands beside."""
    latest = {(f["key"], f["region"] or ""): f for f in course.cards("figure")}
    order = list(FIGURES)
    rows = [
        (
            str(FIGURES[key].label) + (f" · {regions.name(region)}" if region else ""),
            amount(figure),
            figure["source"],
            clock(figure["at"]),
        )
        for (key, region), figure in sorted(
            latest.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    ]
    head = (_("Figure"), _("Value"), _("Source"), _("As of"))
    blocks: list[Block] = [Table(head, tuple(rows), (34, 20, 30, 16))] if rows else [nothing()]
    for torn in figures_of(course.incident):
        if torn.in_question:
            rivals = "; ".join(f"{one.said} ({one.source})" for one in torn.conflicts)
            told = {"figure": torn.label, "value": torn.said, "source": torn.source}
            said = _("Sources differ about %(figure)s: %(value)s (%(source)s)") % told
            blocks.append(Text(f"{said}; {rivals}"))
    return blocks


def responses(course: Course) -> list[Block]:
    """Return the level of each jurisdiction that has responded."""
    rows = tuple(
        (
            regions.name(card["jurisdiction"]),
            words.level(card["level"]) if card["level"] else _("ended"),
            card["matter"],
            clock(card["at"]),
        )
        for card in course.cards("response")
    )
    head = (_("Jurisdiction"), _("Level"), _("Matter"), _("Since"))
    return [Table(head, rows, (25, 10, 45, 20))] if rows else [nothing()]


def forces(course: Course) -> list[Block]:
    """Return what was deployed: whose, how many, since when, where it stands."""
    rows = tuple(
        (
            f"{card['name']} · {both(card, 'name')}",
            regions.name(card["origin"]),
            f"{card['quantity']} {both(card, 'unit')}".strip(),
            str(card["people"] or "—"),
            clock(card["ordered_at"]),
            state("deployment", card["status"]),
        )
        for card in course.cards("deployment", "ordered_at")
    )
    head = (
        _("Resource"),
        pgettext("paper", "Of"),
        _("Quantity"),
        _("People"),
        pgettext("paper", "Ordered"),
        _("Status"),
    )
    return [Table(head, rows[:MOST_LINES], (36, 16, 12, 9, 13, 14))] if rows else [nothing()]


def tasks(course: Course, *, done: bool | None = None) -> list[Block]:
    """Return tasks, by number; only those done or not done when told so."""
    wanted = [
        card
        for card in course.cards("task", "number")
        if done is None or (card["state"] in OVER) is done
    ]
    rows = tuple(
        (
            card["number"],
            both({**card, "title_zh": card["title"]}, "title"),
            card["assignee"] or "—",
            clock(card["due_at"]),
            state("task", card["state"]),
        )
        for card in wanted
    )
    head = (_("No."), _("Task"), _("Carried out by"), _("Due"), _("Status"))
    return [Table(head, rows[:MOST_LINES], (9, 43, 20, 14, 14))] if rows else [nothing()]


def nothing() -> Text:
    """Return what stands where there is nothing to tell."""
    return Text(pgettext("paper", "None recorded."))


def heading(number: int, text: str) -> Heading:
    """Return a numbered heading."""
    return Heading(f"{number}  {text}")
