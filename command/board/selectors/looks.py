"""Looks at quiet areas that were drafted and not ordered, as something to decide."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.board.cards import UNRATED, Consequence, Decision
from command.board.selectors.sight import Sight
from command.tasking.desk.cards import Line
from command.tasking.desk.selectors.lines import looks_to_order


def looks(sight: Sight) -> list[Decision]:
    """Return the looks that the reader may order, or say to be unnecessary."""
    return [_look(line) for line in looks_to_order(sight.person) if line.gives]


def _look(line: Line) -> Decision:
    card = line.card
    consequences = [Consequence(_("Planned for"), line.who or "—")]
    if line.due_at:
        consequences.append(
            Consequence(_("To be done by"), f"{line.due_at.astimezone():%m-%d %H:%M}")
        )
    return Decision(
        kind="look",
        key=line.id,
        incident=card.incident,
        level=line.level or UNRATED,
        title=f"{card.number} {line.name}",
        asker=_("the system"),
        asked_at=line.at,
        basis=" · ".join(filter(None, (line.incident, line.who))),
        decline=pgettext("look", "Not needed"),
        consequences=tuple(consequences),
        is_seen=True,
        link=reverse("task-give", args=[line.id]),
        link_word=_("Assign"),
    )
