"""The handover page as a paper."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from command.core import regions
from incidents.documents import Facts, Heading, Paper, Table, Text
from incidents.roster.models import Handover
from incidents.roster.selectors.cards import HandoverCard
from incidents.roster.selectors.shifts import CHINA


def paper_of(handover: Handover, card: HandoverCard, language: str, printed_by: str) -> Paper:
    """Return the frozen page of a handover in one language."""
    with translation.override(language):
        return _paper(handover, card, language, printed_by)


def _paper(handover: Handover, card: HandoverCard, language: str, printed_by: str) -> Paper:
    blocks: list[Heading | Facts | Table | Text] = [
        Facts(
            (
                (_("Handed over by"), card.giver),
                (_("Signed at"), _moment(card.given_at)),
                (_("Taken over by"), card.taker),
                (_("Read and signed at"), _moment(card.taken_at)),
                (_("Digest (SHA-256)"), card.digest),
                (_("Off the roster because"), card.override_reason or "-"),
            )
        )
    ]
    for section in handover.content["pages"][language]:
        blocks.append(Heading(section["title"], 2))
        if not section["lines"]:
            blocks.append(Text(section["none"]))
            continue
        blocks.append(
            Table(
                head=(_("What"), _("State"), _("Since")),
                rows=tuple(
                    (
                        ("⚠ " if line["is_late"] else "") + line["text"],
                        line["detail"],
                        _moment(line["since"]),
                    )
                    for line in section["lines"]
                ),
                widths=(5, 4, 2),
            )
        )
    blocks.append(Heading(_("Notes of the giver"), 2))
    blocks.append(Text(handover.notes or _("None.")))
    if card.remarks:
        blocks += [Heading(_("Remarks of the taker"), 2), Text(card.remarks)]
    return Paper(
        kind="form",
        language=language,
        title=_("Shift handover record"),
        number=f"{handover.region_id}-{handover.given_at.astimezone(CHINA):%Y%m%d-%H%M}",
        issuer=regions.name(handover.region_id),
        signer=card.giver,
        issued_at=handover.given_at,
        as_of=datetime.fromisoformat(handover.content["as_of"]),
        printed_by=printed_by,
        drill=handover.exercise_id is not None,
        draft=card.taken_at is None,
        blocks=tuple(blocks),
    )


def _moment(value: str | None) -> str:
    if not value:
        return "-"
    return f"{datetime.fromisoformat(value).astimezone(CHINA):%Y-%m-%d %H:%M}"
