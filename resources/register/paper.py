"""A list of the register as a paper."""

from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from command.core.models import Person
from incidents.documents import Facts, Paper, Table, Text
from resources.register.sections import days
from resources.register.selectors import listing
from resources.register.selectors.line import Line
from resources.register.selectors.lines import TABS
from resources.register.selectors.listing import NearDate, Wanted


def paper_of(person: Person, by: Wanted, language: str, *, most: int) -> Paper:
    """Return the first ``most`` lines of the list, as narrowed, in one language."""
    with translation.override(language):
        return _paper(person, by, language, most)


def _paper(person: Person, by: Wanted, language: str, most: int) -> Paper:
    narrowed = [
        (_("City"), regions.name(by.city) if by.city else _("all")),
        (_("Search"), by.q or "-"),
    ]
    if by.tab == "dates":
        found = listing.near_dates(person, by.city)
        title, total = _("Due dates"), len(found)
        table = _dates(found[:most])
    else:
        tab = TABS[by.tab]
        rows = listing.narrowed(tab.rows(person), by)
        title, total = str(tab.title), rows.count()
        table = _lines(tab.lines(list(rows[:most]), person))
    blocks: list[Facts | Table | Text] = [
        Facts((*narrowed, (_("Things"), f"{min(total, most)} / {total}"))),
        table if table.rows else Text(_("Nothing in the register fits this.")),
    ]
    return Paper(
        kind="form",
        language=language,
        title=_("Register of resources: %(what)s") % {"what": title},
        issuer=regions.name(person.origin),
        as_of=now(),
        printed_by=person.name,
        blocks=tuple(blocks),
    )


def _lines(lines: list[Line]) -> Table:
    return Table(
        head=(
            pgettext("thing", "Name"),
            _("Kind"),
            _("Region"),
            _("State"),
            _("Number"),
            _("Next date"),
        ),
        rows=tuple(
            (
                line.name,
                line.kind,
                regions.name(line.region),
                " · ".join(part for part in (line.state, line.detail) if part) or "-",
                f"{line.number} / {line.of}" if line.of else line.number or "-",
                f"{line.due:%Y-%m-%d}" if line.due else "-",
            )
            for line in lines
        ),
        widths=(5, 3, 3, 4, 3, 2),
    )


def _dates(found: list[NearDate]) -> Table:
    return Table(
        head=(pgettext("thing", "What"), _("Date"), _("Of"), _("Region"), _("Due"), _("Left")),
        rows=tuple(
            (
                one.due.name,
                one.due.label,
                one.due.detail or "-",
                regions.name(one.due.region),
                f"{one.due.due:%Y-%m-%d}",
                days(one.due.days_left),
            )
            for one in found
        ),
        widths=(5, 3, 3, 3, 2, 2),
    )
