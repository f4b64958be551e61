"""The situation on one sheet of paper: the map, the incidents, and as of when."""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.board.cards import IncidentRow
from command.board.replay import moment_of
from command.board.selectors import Sight, incident_list
from command.board.selectors.picture import COLUMN, KNOWN, picture
from command.board.selectors.replay import incidents_at
from command.board.sheet_map import draw, letter_of
from command.board.views import speaking
from command.core import regions
from command.core.errors import Invalid, NotThere
from command.core.models import Person
from command.core.tongues import reader
from incidents.documents import SHEET, Paper, Picture, Table, Text, paper_response
from incidents.warnings.selectors import WarnedArea, warned_areas
from incidents.words import level as roman

ROOM_FOR = 16  # rows beside the map; the sheet is one page
FORM = "pdf"


@require_GET
@never_cache
@speaking
def sheet(request: HttpRequest) -> HttpResponse:
    """Print the situation of now, or of the moment ``at`` as the screen looks back to it."""
    asked, person = request.GET, cast(Person, request.user)
    city = asked.get("city", "")
    sight = Sight(person, city=city if city in regions.CITIES else "")
    if all(room.startswith("person.") for room in sight.rooms):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    by = asked.get("by", KNOWN)
    if by not in COLUMN:
        raise Invalid(_("A picture is by what was known or by what had occurred."), field="by")
    if asked.get("at"):
        at = moment_of(asked["at"])
        rows = incidents_at(picture(sight, at, by), sight.city).rows
    else:
        at, rows = now(), incident_list(sight).rows
    return paper_response(paper_of(sight, rows, at), FORM)


def paper_of(sight: Sight, rows: tuple[IncidentRow, ...], at: datetime) -> Paper:
    """Return the sheet in the reader's language."""
    language = reader()
    warned = warned_areas(sight.person, at)
    where = regions.name(sight.city) if sight.city else _("Four cities")
    drawn = draw(rows[:ROOM_FOR], warned, language[:2])
    with translation.override(language):
        return Paper(
            kind=SHEET,
            language="en" if language.startswith("en") else "zh-hans",
            title=_("Situation map: %(where)s") % {"where": where},
            as_of=at,
            printed_by=sight.person.name,
            drill=any(row.exercise for row in rows) or any(area.drill for area in warned),
            blocks=(Picture(drawn.encode(), _caption()), *_tables(rows, warned)),
        )


def _tables(rows: tuple[IncidentRow, ...], warned: list[WarnedArea]) -> list[Table | Text]:
    head = ("", _("Level"), _("Incident"), pgettext("sheet", "Reported"), _("Tasks"))
    lines = tuple(
        (
            letter_of(place),
            roman(row.level) if row.level else "?",
            f"{row.title}\n{row.place} · {row.note or row.status}",
            f"{localtime(row.reported_at):%m-%d %H:%M}",
            f"{row.tasks_done}/{row.tasks_total}",
        )
        for place, row in enumerate(rows[:ROOM_FOR])
    )
    blocks: list[Table | Text] = [Table(head, lines, (2, 3, 15, 6, 4))]
    if not rows:
        blocks.append(Text(_("No active incident in the four cities.")))
    if len(rows) > ROOM_FOR:
        blocks.append(Text(_("and %(n)d more") % {"n": len(rows) - ROOM_FOR}))
    if warned:
        blocks.append(Text("\n".join(_said(area) for area in warned[:4])))
    return blocks


def _said(area: WarnedArea) -> str:
    until = (
        _("until {at}").format(at=f"{localtime(area.ends):%m-%d %H:%M}") if area.ends else ""
    )
    return " · ".join(filter(None, (area.colour, area.title, until)))


def _caption() -> str:
    approval = str(settings.MAP_APPROVAL_NO)
    note = (
        _("Map approval no. %(n)s") % {"n": approval}
        if approval
        else _("Schematic map, boundaries not for demarcation")
    )
    marks = _("◆ I  ▲ II  ■ III  ● IV  ○ unrated; outlined: area of a warning")
    return f"{marks} · WGS 84 / CGCS2000 · {note}"
