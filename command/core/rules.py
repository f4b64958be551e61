"""The rule books: which tables of rules there are, and how each is edited.

Each app enters its books in its ``apps.py``. ``load_codelists`` writes the rules as
shipped; the pages under ``/admin-ui/rules/`` show and change them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.forms import ModelForm, modelform_factory
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere

if TYPE_CHECKING:  # an app enters its books before the tables are ready
    from command.core.models.rule import Rule

BOOKS: dict[str, "Book"] = {}
LABELS: Any = {
    "code": _("Code"),
    "basis": _("Source"),
    "note": _("Note"),
    "enabled": _("In force"),
}
HOUSEKEEPING = frozenset({"id", "origin", "exercise"})


@dataclass(frozen=True)
class Book:
    """One table of rules. ``columns`` are shown in its list, beside code and basis.

    ``shipped`` is a CSV file whose columns are fields of the model.
    """

    slug: str
    title: str | Promise
    model: "type[Rule]"
    columns: tuple[str, ...]
    shipped: Path | None = None

    @property
    def fields(self) -> list[str]:
        """The fields that a person fills in."""
        found = [field.name for field in self.model._meta.local_concrete_fields]
        return [name for name in found if name not in HOUSEKEEPING]

    def form(self, given: dict[str, Any] | None = None, rule: "Rule | None" = None) -> Any:
        """Return the form of one rule; its code is set once."""
        wanted = [name for name in self.fields if name != "code" or rule is None]
        made: type[ModelForm[Any]] = modelform_factory(self.model, fields=wanted, labels=LABELS)
        return made(given, instance=rule)

    def cells(self, rule: "Rule") -> list[str]:
        """Return what the list shows of a rule, column by column."""
        shown = []
        for name in self.columns:
            label = getattr(rule, f"get_{name}_display", None)
            value = label() if label else getattr(rule, name)
            shown.append("" if value is None else str(value))
        return shown

    def heads(self) -> list[str]:
        """Return the headings of the columns."""
        return [str(_field(self.model, name).verbose_name) for name in self.columns]


def enter(book: Book) -> None:
    """Put a book on the shelf; entering it twice is once."""
    BOOKS[book.slug] = book


def named(slug: str) -> Book:
    """Return a book. Raises ``NotThere``."""
    try:
        return BOOKS[slug]
    except KeyError:
        raise NotThere(_("There is no such rule book.")) from None


def plain(rule: "Rule", fields: Iterable[str]) -> dict[str, Any]:
    """Return the fields of a rule as plain JSON values."""
    told: dict[str, Any] = {}
    for name in fields:
        value = _field(type(rule), name).value_from_object(rule)
        told[name] = value if isinstance(value, bool | int | float | type(None)) else str(value)
    return told


def filled(rule: "Rule", fields: Iterable[str]) -> dict[str, Any]:
    """Return the fields of a rule as its form takes them."""
    return {name: _field(type(rule), name).value_from_object(rule) for name in fields}


def _field(model: "type[Rule]", name: str) -> Any:
    return model._meta.get_field(name)
