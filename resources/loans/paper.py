"""The settlement sheet as a paper and as a table."""

import csv
import io
from datetime import datetime
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from incidents.documents import Facts, Heading, Paper, Table, Text
from resources.loans.given import CHINA
from resources.loans.lifecycle import Account, SheetStatus
from resources.loans.models import Sheet
from resources.loans.selectors import SheetCard

COLUMNS = (
    "number",
    "lender",
    "borrower",
    "name",
    "name_zh",
    "name_en",
    "account",
    "amount",
    "rate",
    "yuan",
    "agreed",
    "rule",
    "basis",
)
# A cell that begins like this is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def paper_of(sheet: Sheet, language: str, printed_by: str) -> Paper:
    """Return the newest version of a sheet in one language."""
    with translation.override(language):
        return _paper(sheet, SheetCard.of(sheet), language, printed_by)


def csv_of(sheet: Sheet) -> str:
    """Return the lines of the newest version, one a row."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for line in SheetCard.of(sheet).content.get("lines", []):
        rows.writerow([_cell(str(line[name])) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _cell(text: str) -> str:
    number = text.lstrip("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(FORMULA) and not number else text


def _paper(sheet: Sheet, card: SheetCard, language: str, printed_by: str) -> Paper:
    content = card.content
    net = content["net"]
    zh = language.startswith("zh")
    name = "name_zh" if zh else "name_en"
    pairs = (
        (_("Between"), f"{regions.name(card.one)} / {regions.name(card.other)}"),
        (_("For"), _scope(sheet)),
        (pgettext("settlement", "Version"), str(card.version)),
        (pgettext("settlement", "State"), str(SheetStatus(card.status).label)),
        *((_("Owed to %s") % regions.name(code), f"¥ {_grouped(content['totals'][code])}")
          for code in (card.one, card.other)),
        (_("To be paid"), _net(net)),
        (_("Digest (SHA-256)"), card.digest),
    )  # fmt: skip
    rows = tuple(
        (
            line["number"],
            f"{regions.name(line['lender'])} → {regions.name(line['borrower'])}",
            f"{line[name]} {line['name']}",
            _account(line),
            _grouped(line["amount"]),
            _grouped(line["rate"]) + ("" if line["agreed"] else " *"),
            _grouped(line["yuan"]),
        )
        for line in content["lines"]
    )
    head = (
        _("Loan"), _("Lender → borrower"), pgettext("loan", "What"),
        pgettext("ledger", "Account"), _("Amount"), _("Rate (yuan)"), _("Yuan"),
    )  # fmt: skip
    bases = sorted({f"{_account(line)}: {line['basis']}" for line in content["lines"]})
    blocks: list[Facts | Heading | Table | Text] = [
        Facts(pairs),
        Heading(_("What is owed"), 2),
        Table(head, rows, (4, 5, 5, 3, 3, 3, 3)),
        Heading(_("Grounds of the rates"), 2),
        Text("\n".join(bases)),
    ]
    if content["illustrative"]:
        blocks.append(Text(_("* Illustrative rate: the cities have not agreed to it.")))
    blocks += [Heading(_("Signatures"), 2), Facts(_signatures(card))]
    return Paper(
        kind="form",
        language=language,
        title=_("Settlement of loans between cities"),
        number=card.number,
        issuer=f"{regions.name(card.one)} / {regions.name(card.other)}",
        issued_at=sheet.made_at,
        as_of=datetime.fromisoformat(card.at),
        printed_by=printed_by,
        drill=card.exercise,
        draft=card.status == SheetStatus.DRAFT,
        blocks=tuple(blocks),
    )


def _grouped(number: str) -> str:
    """Return a number with its thousands apart and as many decimals as it has."""
    return f"{Decimal(number):,f}"


def _account(line: dict[str, str]) -> str:
    return str(Account(line["account"]).label)


def _scope(sheet: Sheet) -> str:
    if sheet.incident is not None:
        return str(sheet.incident.title)
    assert sheet.starts_at
    assert sheet.ends_at
    days = (one.astimezone(CHINA) for one in (sheet.starts_at, sheet.ends_at))
    return " \u2013 ".join(f"{day:%Y-%m-%d %H:%M}" for day in days)


def _net(net: dict[str, str]) -> str:
    if not Decimal(net["yuan"]):
        return _("nothing")
    return _("%(debtor)s pays %(creditor)s ¥ %(yuan)s") % {
        "debtor": regions.name(net["debtor"]),
        "creditor": regions.name(net["creditor"]),
        "yuan": _grouped(net["yuan"]),
    }


def _signatures(card: SheetCard) -> tuple[tuple[str, str], ...]:
    found = []
    for code in (card.one, card.other):
        at = card.signed.get(code)
        when = f"{datetime.fromisoformat(at).astimezone(CHINA):%Y-%m-%d %H:%M}" if at else "-"
        found.append((regions.name(code), when))
    return tuple(found)
