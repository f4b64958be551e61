"""The three plans on paper."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from command.core.models import Person
from incidents.documents import Facts, Heading, Paper, Table, Text
from incidents.models import Incident
from resources.adviser.selectors.columns import PlanDrawn
from resources.adviser.selectors.page import Advised

Block = Heading | Text | Facts | Table


def paper_of(incident: Incident, page: Advised, language: str, person: Person) -> Paper:
    """Return the newest advice of an incident as the reader may see it."""
    wanted = "zh-hans" if language.startswith("zh") else "en"
    with translation.override(wanted):
        blocks: list[Block] = [_needs(page)]
        if not page.plans:
            blocks.append(Text(_("The adviser has not been asked yet.")))
        for plan in page.plans:
            blocks += _plan(plan)
        return Paper(
            kind="form",
            language=wanted,
            title=_("Dispatch advice: three plans"),
            number=incident.number,
            issuer=regions.name(person.origin),
            as_of=page.asked_at,
            printed_by=person.name,
            drill=incident.exercise_id is not None,
            blocks=(Heading(incident.title, 1), *blocks),
        )


def _needs(page: Advised) -> Table:
    return Table(
        head=(_("No."), pgettext("need", "What"), _("Quantity"), _("Place"), _("Priority")),
        rows=tuple(
            (
                line.card.number,
                line.name,
                f"{line.card.unasked}/{line.card.quantity} {line.unit}",
                line.card.place,
                line.priority,
            )
            for line in page.needs
        ),
        widths=(3, 4, 3, 4, 3),
    )


def _plan(plan: PlanDrawn) -> list[Block]:
    sends = tuple(
        (need.label, send.city, send.name, send.amount, f"{send.at} ({send.span})")
        for need in plan.needs
        for send in need.sends
    )
    remains = tuple(
        (row.city, row.name, f"{row.before} → {row.after}", str(row.floor), _below(row.broken))
        for row in plan.remains
    )
    blocks: list[Block] = [
        Heading(f"{plan.digit} {plan.name}", 2),
        Facts(
            (
                (_("All filled at"), plan.filled or _("%(n)s stay open") % {"n": plan.open}),
                (_("Proof"), plan.proof),
            )
        ),
    ]
    if sends:
        head = (_("Need"), _("From"), _("Who"), _("Amount"), _("There at"))
        blocks.append(Table(head=head, rows=sends, widths=(3, 3, 5, 3, 5)))
    if remains:
        head = (
            _("City"),
            pgettext("thing", "What"),
            _("Before → after"),
            _("Floor"),
            _("Below it"),
        )
        blocks.append(Table(head=head, rows=remains, widths=(3, 4, 3, 2, 2)))
    blocks += [Text(f"◆ {line}") for line in plan.breaches]
    stays = tuple(
        (row.need, row.city, row.name, _("; ").join(row.reasons)) for row in plan.stays
    )
    if stays:
        named = (_("Need"), _("City"), _("Not chosen"), _("Why"))
        blocks.append(Table(head=named, rows=stays, widths=(3, 3, 4, 7)))
    return blocks


def _below(broken: int) -> str:
    return f"◆ {broken}" if broken else ""
