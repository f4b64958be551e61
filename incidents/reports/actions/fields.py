"""What is asked of a field before it is kept, and where its value is kept."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.actions.judge import said
from incidents.figures import FIGURES
from incidents.reports.models import Contact, Report, ReportField
from incidents.reports.selectors.content import FIGURE, SECTION, book_of

LONGEST = 6000
LONGEST_CONTACT = 500
MOST = Decimal(10) ** 13


def judged(report: Report, given: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be kept of edited fields. Raises ``Invalid``, naming the field.

    Personal data goes into its own row here; what is kept only refers to it.
    """
    book = {row.code: row for row in book_of(report)}
    kept: dict[str, Any] = {}
    for name, value in given.items():
        if name.startswith(FIGURE):
            kept[name] = _deviation(name, value)
        elif name.startswith(SECTION) and name in there:
            kept[name] = {**there[name], "value": _text(name, value), "sources": ["typed"]}
        elif name in book:
            row = book[name]
            kept[name] = {
                **kept_of(report, row, _text(name, value)),
                "sources": there.get(name, {}).get("sources", []),
            }
            if "typed" not in kept[name]["sources"]:
                kept[name]["sources"] = [*kept[name]["sources"], "typed"]
        else:
            raise Invalid(_("The report has no such field."), field=name)
    return kept


def kept_of(report: Report, row: ReportField, value: str) -> dict[str, Any]:
    """Return how a value is kept: itself, or the row of its own that holds personal data."""
    if not row.personal:
        return {"value": value}
    contact = Contact.objects.filter(report=report, field=row.code).first()
    if contact is None:
        contact = Contact(report=report, field=row.code, text=value[:LONGEST_CONTACT])
        contact.save(force_insert=True)
    else:
        contact.text = value[:LONGEST_CONTACT]
        contact.save(update_fields=["text"])
    return {"contact": str(contact.pk)}


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise Invalid(_("This is not a text, or too long."), field=name, longest=LONGEST)
    return value.replace("\r\n", "\n")


def _deviation(name: str, given: Any) -> dict[str, Any]:
    """Return a figure that is stated otherwise than its sources; why must be said."""
    if name.removeprefix(FIGURE) not in FIGURES:
        raise Invalid(_("There is no such figure."), field=name)
    if not isinstance(given, dict):
        raise Invalid(_("A stated figure has a value and a reason."), field=name)
    value = str(given.get("value", "")).strip()
    if not value:
        return {"value": "", "reason": ""}
    try:
        amount = Decimal(value)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount < MOST:
        raise Invalid(_("A figure is a number from nought up."), field=name)
    reason = said("reason", str(given.get("reason", "")))[:500]
    return {"value": format(amount.normalize(), "f"), "reason": reason}
