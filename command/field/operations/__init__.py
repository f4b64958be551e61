"""What a phone can do, one module a kind: how it is read, said, judged and carried out."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework.serializers import BaseSerializer

from command.core.errors import Invalid

if TYPE_CHECKING:  # kinds are entered before the tables are ready
    from command.core.models import Person
    from command.field.models import FieldOperation

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class About:
    """What an act is about, as it stands now; ``thing`` is its ref, ``room`` where it is told.

    ``city`` is the one whose liaison settles a conflict, ``stands`` says what stands now.
    """

    thing: str
    title: str
    room: str
    city: str
    incident: UUID | None = None
    exercise: UUID | None = None
    version: str = ""
    stands: Given = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act. ``run`` knocks at the doors and returns the result, plain JSON.

    ``about`` finds and holds what it is about; ``stale`` says why newer data disagrees, or
    nothing. Without ``about`` nothing of the kind can come before a liaison.
    """

    name: str
    serializer: type[BaseSerializer[Any]]
    run: "Callable[..., Given]"
    says: Callable[[Given], str]
    label: str | Promise = ""
    about: "Callable[[Person, Given], About | None] | None" = None
    stale: "Callable[[Person, FieldOperation, Given, About], str] | None" = None

    def read(self, payload: Given) -> Given:
        """Return the payload as it was meant. Raises ``Invalid`` that names the field."""
        form = self.serializer(data=payload)
        if form.is_valid():
            return dict(form.validated_data)
        name, words = first_error(form.errors)
        raise Invalid(words, field=name)


KINDS: dict[str, Kind] = {}


def enter(
    kind: str,
    serializer: type[BaseSerializer[Any]],
    run: "Callable[..., Given]",
    *,
    label: str | Promise = "",
    says: Callable[[Given], str] | None = None,
    about: "Callable[[Person, Given], About | None] | None" = None,
    stale: "Callable[[Person, FieldOperation, Given, About], str] | None" = None,
) -> None:
    """Let phones do ``kind``; ``run(person=…, operation=…, given=…)`` carries it out."""
    told = says or (lambda _given: "")
    KINDS[kind] = Kind(kind, serializer, run, told, label or kind, about, stale)


def named(kind: str) -> Kind:
    """Return a kind. Raises ``Invalid`` for one that phones do not have."""
    try:
        return KINDS[kind]
    except KeyError:
        raise Invalid(_("The server does not know this act."), field="kind") from None


def fill() -> None:
    """Import the modules of the kinds, each of which enters its own."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")


def first_error(errors: Any, name: str = "") -> tuple[str, str]:
    """Return the first field that was refused, and why."""
    if isinstance(errors, dict) and errors:
        key, inner = next(iter(errors.items()))
        inside = name if key in {"non_field_errors", None} else str(key)
        return first_error(inner, inside if not name else f"{name}.{inside}")
    if isinstance(errors, list) and errors:
        found = next((each for each in errors if each), "")
        return first_error(found, name)
    return name, str(errors)
